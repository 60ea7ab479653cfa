package crm

// Sort names the order of a list of clients.
type Sort string

// The orders of a list of clients. Each is a keyset over (key, id).
const (
	SortName    Sort = "name"
	SortCreated Sort = "created"
	SortTouch   Sort = "touch" // last interaction
	SortOpen    Sort = "open"  // money in work
	SortCity    Sort = "city"
	SortRung    Sort = "rung"
	SortType    Sort = "type"
)

// ClientQuery narrows a list of clients; zero values narrow nothing.
type ClientQuery struct {
	Search  string // as typed; any part of a word, several words, digits of a phone, the wrong keyboard layout
	Types   []RelType
	Untyped bool // also, or only, those with no type
	Rungs   []Rung
	Owner   RepID
	NoOwner bool
	Tag     string
	Sort    Sort
	Desc    bool
}

// Narrow reports whether the query leaves anybody out.
func (q ClientQuery) Narrow() bool {
	return q.Search != "" || len(q.Types) > 0 || q.Untyped || len(q.Rungs) > 0 || q.Owner != 0 || q.NoOwner || q.Tag != ""
}

// Anchor is a place in a sorted list: the sort key and the id of a row, as the store handed them out.
type Anchor struct {
	Key any
	ID  int64
}

// Page asks for a stretch of a sorted list: Limit rows after (or, with Back, before) the anchor, or from the start
// (with Back, from the end), after skipping Skip rows. Rows always come in the list's own order.
type Page struct {
	From  *Anchor
	Back  bool
	Skip  int64
	Limit int
}

// ClientRow is what lists, boards and the palette show of a client.
type ClientRow struct {
	ID        ClientID
	Kind      Kind
	Name      string
	Industry  string
	City      string
	Type      RelType
	Rung      Rung
	Highest   Rung
	RungSince Moment
	Owner     RepID
	Tags      []string
	Person    string // the first person still there
	Phone     string // the first phone of the client or of that person
	Email     string
	Open      int64  // money in work in the firm's currency, minor units: running deals, and open offers that belong to none
	OpenUntil Day    // the nearest expected close or end of validity among them
	Touch     Moment // last interaction
	NextStep  string // of the last interaction that names one
	NextDay   Day
	Created   Moment
	Anchor    Anchor // the row's place in the list it came in
}

// Count is a number of rows; More means that there are at least so many and counting stopped.
type Count struct {
	N    int64
	More bool
}

// TypeCount is how many clients of a type a query without its type filter holds; More means at least so many.
type TypeCount struct {
	Type RelType
	N    int64
	More bool
}

// RungCount is how many clients stand on a rung and what money they have in work, in minor units.
type RungCount struct {
	Rung Rung
	Type RelType
	N    int64
	Open int64
}

// Hit is one find of the search palette.
type Hit struct {
	Noun   Noun
	ID     int64
	Client ClientID
	Title  string
	Sub    string // what else tells it apart: the client of a person, deal or order; a client's city, an offer's day, an item's unit
	Type   RelType
	Rung   Rung
}

// StepID names a step of the journal.
type StepID int64

// Step is one act in the journal, or a part of one: all of its changes were made together.
type Step struct {
	ID     StepID
	Act    Act
	Whole  StepID // the first step of an act that was written in several, its own id for the first; 0 when it is all of its act
	Undoes StepID // the step this one took back, or did again
	Undone bool
	Redo   bool // this step did again what Undoes had taken back
}

// Entry is one change of one record in the journal.
type Entry struct {
	Step   Step
	Change Change
}

// Draft is a form left unsaved: it survives a crash.
type Draft struct {
	Key  string // what is being edited: "client:17", "offer:new"
	Body []byte // JSON of the value as it stood
	At   Moment
}

// Tag is a tag with the number of clients that bear it.
type Tag struct {
	Name string
	N    int64
}
