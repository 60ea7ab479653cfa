package kit

// TimelinePlace is what a timeline shows at its upper edge; the zero value is its beginning.
type TimelinePlace struct {
	Key int64   // of the uppermost item
	Off float32 // how much of it is scrolled away, in units
}

// Place tells what is shown at the upper edge.
func (t *Timeline) Place() TimelinePlace {
	if t.top <= 0 && t.off <= 0 || t.top >= len(t.items) {
		return TimelinePlace{}
	}
	return TimelinePlace{Key: t.items[t.top].Key, Off: t.off}
}

// Return scrolls to a place kept before; a place whose item is gone leaves the timeline as it is.
func (t *Timeline) Return(p TimelinePlace) {
	if p == (TimelinePlace{}) {
		return
	}
	if i := t.index(p.Key); i >= 0 {
		t.top, t.off = i, p.Off
		t.renew()
	}
}
