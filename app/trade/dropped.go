package trade

// Dropped is what was taken out of the base because nothing refers to it any more.
type Dropped struct {
	Pictures, Papers int
	Bytes            int64
}
