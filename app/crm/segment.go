package crm

import "slices"

// SegmentID names a segment.
type SegmentID int64

// Segment is a rule over what is known of clients; those it holds for are treated alike. Empty conditions leave nobody out.
type Segment struct {
	ID     SegmentID `json:"id"`
	Name   string    `json:"name"`
	Types  []RelType `json:"types,omitempty"`
	Rungs  []Rung    `json:"rungs,omitempty"`
	Tags   []string  `json:"tags,omitempty"`   // one of them
	Cities []string  `json:"cities,omitempty"` // one of them
	Kinds  []Kind    `json:"kinds,omitempty"`
}

// Noun names the segment for the journal.
func (s Segment) Noun() Noun { return NounSegment }

// Key is the segment's id.
func (s Segment) Key() int64 { return int64(s.ID) }

// About is nobody: a segment belongs to no single client.
func (s Segment) About() ClientID { return 0 }

// Holds reports whether a client is in the segment.
func (s Segment) Holds(c Client) bool {
	return among(s.Types, c.Type) && among(s.Rungs, c.Rung) && among(s.Kinds, c.Kind) && among(s.Cities, c.City) &&
		(len(s.Tags) == 0 || slices.ContainsFunc(s.Tags, func(t string) bool { return slices.Contains(c.Tags, t) }))
}

func among[T comparable](some []T, v T) bool { return len(some) == 0 || slices.Contains(some, v) }
