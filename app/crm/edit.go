package crm

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Noun names a kind of record that is edited, journalled and announced.
type Noun string

// The nouns that edits speak of.
const (
	NounClient         Noun = "client"
	NounContact        Noun = "contact"
	NounInteraction    Noun = "interaction"
	NounTypeAssessment Noun = "type assessment"
	NounMove           Noun = "move"
	NounRep            Noun = "rep"
	NounField          Noun = "field"
	NounLens           Noun = "lens"
	NounFirm           Noun = "firm"
	NounOffer          Noun = "offer"
	NounItem           Noun = "item"
	NounGroup          Noun = "item group"
	NounPrice          Noun = "item price"
	NounPriceList      Noun = "price list"
	NounPriceRule      Noun = "price rule"
	NounIndex          Noun = "price index"
	NounCapacity       Noun = "capacity"
	NounSegment        Noun = "segment"
	NounTaxRate        Noun = "tax rate"
	NounExchange       Noun = "exchange rate"
	NounDeal           Noun = "deal"
	NounPipeline       Noun = "pipeline"
	NounOrder          Noun = "order"
	NounTemplate       Noun = "template"
	NounStockTerm      Noun = "stock term"
	NounSentPaper      Noun = "sent paper"
)

// Record is a value that can be edited: it knows its noun, its id and the client it belongs to.
type Record interface {
	Noun() Noun
	Key() int64
	About() ClientID // zero when it belongs to no client
}

// Edit is one change of one record as a value: no Was adds, no Now removes. The same value is the undo
// (swapped), the journal row, the check against a stale form and the news to the screens.
type Edit[T Record] struct {
	Was, Now *T
}

// Change is an Edit of any record.
type Change interface {
	Noun() Noun
	Key() int64
	About() ClientID
	Before() Record // nil when it adds
	After() Record  // nil when it removes
	Undo() Change
}

// Add makes the edit that adds a record.
func Add[T Record](now T) Edit[T] { return Edit[T]{Now: &now} }

// Remove makes the edit that removes a record.
func Remove[T Record](was T) Edit[T] { return Edit[T]{Was: &was} }

// Alter makes the edit that turns one state of a record into another.
func Alter[T Record](was, now T) Edit[T] { return Edit[T]{Was: &was, Now: &now} }

// Noun names the kind of record edited.
func (e Edit[T]) Noun() Noun { return e.some().Noun() }

// Key is the id of the record edited.
func (e Edit[T]) Key() int64 { return e.some().Key() }

// About is the client the edit concerns.
func (e Edit[T]) About() ClientID { return e.some().About() }

// Before is the state the edit expects to find, nil when it adds.
func (e Edit[T]) Before() Record { return orNil(e.Was) }

// After is the state the edit leaves, nil when it removes.
func (e Edit[T]) After() Record { return orNil(e.Now) }

// Undo is the same edit the other way round.
func (e Edit[T]) Undo() Change { return Edit[T]{Was: e.Now, Now: e.Was} }

func (e Edit[T]) some() Record {
	if e.Now != nil {
		return *e.Now
	}
	if e.Was != nil {
		return *e.Was
	}
	var zero T
	return zero
}

func orNil[T Record](p *T) Record {
	if p == nil {
		return nil
	}
	return *p
}

// Act says what a step of the journal was, in a word the catalogue translates, and who did it when.
type Act struct {
	What string   `json:"what"`           // message key, "act.move"
	Args []string `json:"args,omitempty"` // key, value pairs for the message
	By   RepID    `json:"by,omitempty"`
	At   Moment   `json:"at"`
}

// Plus is an act together with a later part of it: the argument N, how many records it concerned, counts those of both.
func (a Act) Plus(part Act) Act {
	more := part.count()
	a.Args = slices.Clone(a.Args)
	for i := 0; i+1 < len(a.Args); i += 2 {
		if n, err := strconv.Atoi(a.Args[i+1]); err == nil && a.Args[i] == "N" {
			a.Args[i+1] = strconv.Itoa(n + more)
		}
	}
	return a
}

// count is the argument N of an act, 0 for none.
func (a Act) count() int {
	for i := 0; i+1 < len(a.Args); i += 2 {
		if n, err := strconv.Atoi(a.Args[i+1]); err == nil && a.Args[i] == "N" {
			return n
		}
	}
	return 0
}

// ErrNotFound is returned when a record asked for is not in the base.
var ErrNotFound = errors.New("no such record")

// Stale is returned when the record is no longer what the edit's Was says: somebody changed it meanwhile.
type Stale struct {
	Kind Noun
	ID   int64
}

// Error names the record.
func (s Stale) Error() string { return fmt.Sprintf("%s %d was changed meanwhile", s.Kind, s.ID) }

// Fault is something wrong with one field of a value, told to the user by its reason's message key.
type Fault struct {
	Field  string
	Reason string // message key
	Args   []string
}

// Error joins field and reason for the log; the user sees the translated reason.
func (f Fault) Error() string { return f.Field + ": " + f.Reason }
