package intake

// Kind is what a file is about.
type Kind string

// The kinds of files.
const (
	OfClients Kind = "clients"
	OfItems   Kind = "items"
	OfOrders  Kind = "orders"
)

// Kinds lists the kinds in the order they are offered for choice.
var Kinds = []Kind{OfClients, OfItems, OfOrders}

// peekRows is how many rows are read to guess what a table is about.
const peekRows = 2 * maxTitle

// Guess finds out by the headings of a file what it is about; what cannot be told is about clients. The error is a *Refusal
// for what cannot be read at all.
func Guess(f File, opts Options) (Kind, error) {
	kind, err := readable(f.Name, f.Data, opts)
	if err != nil {
		return "", err
	}
	if kind == kindText && sniffDecoded(decodeText(f.Data, opts.Encoding).text) == kindVCard {
		return OfClients, nil
	}
	opts.peek = peekRows
	_, records, err := readRecords(f.Name, f.Data, opts, &complaints{})
	if err != nil {
		return "", err
	}
	return guessTable(records), nil
}

// guessTable guesses by the row that any kind of table understands best.
func guessTable(records []record) Kind {
	var best signs
	for _, r := range records[:min(len(records), maxTitle)] {
		if s := signsOf(r); s.known > best.known {
			best = s
		}
	}
	return best.kind()
}

// signs are what the headings of a row say for each kind of table.
type signs struct {
	known   int // headings that any kind understands
	clients int // that only tables of clients have
	items   int // that tell a table of items
	orders  int // that tables of clients have not
	item    map[Field]bool
	order   map[Field]bool
	own     bool // of clients, written by this program
}

func signsOf(r record) signs {
	s := signs{item: map[Field]bool{}, order: map[Field]bool{}}
	for i := range r.cells {
		h := r.cell(i)
		if h == "" || len(h) > 200 {
			continue
		}
		client, isClient := understand(h)
		item, isItem := understandItem(h)
		order, isOrder := understandOrder(h)
		s.item[item.field], s.order[order.field] = s.item[item.field] || isItem, s.order[order.field] || isOrder
		s.own = s.own || isClient && client.field == FieldClientID
		switch {
		case isClient && !isItem && !isOrder:
			s.clients++
		case !isClient && isItem && plainItem(item.field):
			s.items++
		}
		if !isClient && isOrder {
			s.orders++
		}
		if isClient || isItem || isOrder {
			s.known++
		}
	}
	return s
}

// plainItem tells the fields that nothing but an item has: kinds and states are of clients as well.
func plainItem(f Field) bool {
	switch f {
	case FieldItemKind, FieldActive, FieldInactive, FieldStream, FieldPeriod, FieldCurrency, FieldExtra:
		return false
	}
	return true
}

// kind weighs the signs. A table of orders names days and buyers, or numbers of orders with quantities; a table of items names
// items and says more of them than of anybody's telephone.
func (s signs) kind() Kind {
	buyer := s.order[FieldBuyer] || s.order[FieldBuyerCode] || s.order[FieldBuyerINN]
	dated := s.order[FieldOrderDay] && buyer && (s.order[FieldOrder] || s.order[FieldAmount] || s.order[FieldQuantity])
	switch {
	case s.own:
		return OfClients
	case s.item[FieldItemID]:
		return OfItems
	case (dated || s.order[FieldOrder] && s.order[FieldQuantity]) && s.orders > s.clients:
		return OfOrders
	case s.item[FieldItemName] && s.items > s.clients:
		return OfItems
	}
	return OfClients
}
