package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// finder gathers what the palette shows: clients, then people, deals, offers, orders and items; but a kind that holds the very
// number typed comes before the others.
type finder struct {
	store    *Store
	tx       *sqlite.Session
	attempts []attempt
	limit    int
	few      int // of each kind but clients and people
	clients  []crm.Hit
	people   []crm.Hit
	deals    []crm.Hit
	offers   []crm.Hit
	orders   []crm.Hit
	items    []crm.Hit
	first    []crm.Noun     // kinds with the very number typed
	seen     map[int64]bool // people
}

// fewHits is how many finds of a kind are looked for, other than clients and twice as many people.
const fewHits = 8

// Find looks for clients, people, deals, offers, orders and items by any part of their names and numbers. Clients come first,
// but leave some room to the others where there are any; the very number of an offer or an order, or the very article of an
// item, brings its kind to the front.
func (s *Store) Find(ctx context.Context, text string, limit int) ([]crm.Hit, error) {
	f := &finder{store: s, attempts: attemptsFor(text), limit: limit, few: min(limit, fewHits), seen: map[int64]bool{}}
	if len(f.attempts) == 0 || limit <= 0 {
		return nil, nil
	}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		f.tx = tx
		return errors.Join(f.findClients(ctx), f.findPeople(ctx), f.findDeals(ctx), f.findOffers(ctx, text), f.findOrders(ctx, text),
			f.findItems(ctx, text))
	})
	if err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	return f.hits(), nil
}

// hits shares the room out: an eighth to each of deals, offers, orders and items, a quarter to people, the rest to clients, and
// what one leaves to the others.
func (f *finder) hits() []crm.Hit {
	kinds := [][]crm.Hit{f.clients, f.people, f.deals, f.offers, f.orders, f.items}
	eighth := max(1, f.limit/8)
	room := []int{f.limit, max(1, f.limit/4), eighth, eighth, eighth, eighth}
	left := f.limit
	for i := len(kinds) - 1; i >= 0; i-- { // the last have their room kept for them
		room[i] = min(len(kinds[i]), room[i])
		if i == 0 {
			room[i] = min(room[i], max(1, left))
		}
		left -= room[i]
	}
	for i := range kinds {
		more := min(len(kinds[i])-room[i], max(0, left))
		room[i], left = room[i]+more, left-more
	}
	var first, out []crm.Hit
	for i, k := range kinds {
		if k = k[:room[i]]; len(k) > 0 && slices.Contains(f.first, k[0].Noun) {
			first = append(first, k...)
		} else {
			out = append(out, k...)
		}
	}
	out = append(first, out...)
	return out[:min(len(out), f.limit)]
}

// findClients sorts what the search finds into clients that match themselves and people of theirs that do.
func (f *finder) findClients(ctx context.Context) error {
	l, err := f.store.listing(ctx, f.tx, crm.ClientQuery{})
	if err != nil || l.total == 0 {
		return err
	}
	var ids []int64
	err = l.eachHit(ctx, f.tx, f.attempts, nil, false, func(h hit) bool {
		ids = append(ids, h.id)
		return len(ids) < f.limit
	})
	if err != nil {
		return err
	}
	values, err := clientsByID(ctx, f.tx, ids)
	if err != nil {
		return err
	}
	people, err := peopleOf(ctx, f.tx, ids)
	if err != nil {
		return err
	}
	for _, c := range values {
		f.addClient(c, people[int64(c.ID)])
	}
	return nil
}

func (f *finder) addClient(c crm.Client, people []crm.Contact) {
	var theirs []crm.Contact
	if !f.matches(clientText(c, nil)) {
		theirs = slices.DeleteFunc(people, func(p crm.Contact) bool { return !f.matches(contactText(p)) })
	}
	if len(theirs) == 0 {
		f.clients = append(f.clients, crm.Hit{Noun: crm.NounClient, ID: int64(c.ID), Client: c.ID,
			Title: column(c.Name), Sub: column(c.City), Type: c.Type, Rung: c.Rung})
	}
	for _, p := range theirs {
		f.addPerson(p, c)
	}
}

func (f *finder) addPerson(p crm.Contact, c crm.Client) {
	if f.seen[int64(p.ID)] {
		return
	}
	f.seen[int64(p.ID)] = true
	f.people = append(f.people, crm.Hit{Noun: crm.NounContact, ID: int64(p.ID), Client: c.ID,
		Title: column(p.Name), Sub: column(c.Name), Type: c.Type, Rung: c.Rung})
}

func (f *finder) matches(body string) bool {
	return slices.ContainsFunc(f.attempts, func(a attempt) bool { return a.matches(body) })
}

func contactText(p crm.Contact) string {
	var w bodyWriter
	w.words(p.Name)
	w.phones(p.Phones)
	w.emails(p.Emails)
	return w.String()
}

const peopleQuery = "SELECT id, client, body FROM contact WHERE name_key >= $1 AND name_key < $2 ORDER BY name_key, id LIMIT $3"

// findPeople adds those whose name begins with the text.
func (f *finder) findPeople(ctx context.Context) error {
	for _, a := range f.attempts {
		var people []crm.Contact
		err := f.tx.Each(ctx, peopleQuery, []any{a.bare, prefixEnd(a.bare), min(f.limit, 2*fewHits)}, func(r *sql.Rows) error {
			var id, client int64
			var body []byte
			if err := r.Scan(&id, &client, &body); err != nil {
				return err
			}
			var p crm.Contact
			err := json.Unmarshal(body, &p)
			people = append(people, p)
			return err
		})
		if err != nil {
			return err
		}
		if err := f.addPeople(ctx, people); err != nil || len(f.people) >= f.limit {
			return err
		}
	}
	return nil
}

func (f *finder) addPeople(ctx context.Context, people []crm.Contact) error {
	ids := make([]int64, len(people))
	for i, p := range people {
		ids[i] = int64(p.Client)
	}
	clients, err := clientsByID(ctx, f.tx, ids)
	if err != nil {
		return err
	}
	byID := make(map[crm.ClientID]crm.Client, len(clients))
	for _, c := range clients {
		byID[c.ID] = c
	}
	for _, p := range people {
		f.addPerson(p, byID[p.Client])
	}
	return nil
}

// findOffers adds the offers whose number begins with the text, then those found by number, subject or client.
func (f *finder) findOffers(ctx context.Context, text string) error {
	seen := map[trade.OfferID]bool{}
	add := func(row trade.OfferRow) {
		if !seen[row.ID] && len(f.offers) < f.few {
			seen[row.ID] = true
			f.exact(crm.NounOffer, isNumber(row.Number, text))
			f.offers = append(f.offers, crm.Hit{Noun: crm.NounOffer, ID: int64(row.ID), Client: row.Client,
				Title: strings.TrimSpace(row.Number + " " + row.Subject), Sub: string(row.Day), Type: row.ClientType})
		}
	}
	number := column(strings.TrimSpace(text))
	rows, err := offerRows(ctx, f.tx, offerNumberQuery, []any{number, prefixEnd(number), f.few})
	if err != nil {
		return err
	}
	for _, row := range rows {
		add(row)
	}
	for _, a := range f.attempts {
		if len(f.offers) >= f.few {
			break
		}
		match, err := f.tx.Match(ctx, offerSeek, a.terms)
		if err != nil {
			return err
		}
		query, args := offersOffered(a, match, f.few)
		if rows, err = offerRows(ctx, f.tx, query, args); err != nil {
			return err
		}
		for _, row := range rows {
			add(row)
		}
	}
	return nil
}

// offersOffered finds the newest offers that match an attempt.
func offersOffered(a attempt, match string, limit int) (string, []any) {
	where, args := a.needles("t.body", []any{match})
	args = append(args, limit)
	return "SELECT " + offerColumns + " FROM " + offerSeek.Table + " f CROSS JOIN offer_text t ON t.seq = f.rowid CROSS JOIN offer c ON c.id = t.offer " +
		"CROSS JOIN client o ON o.id = c.client WHERE " + offerSeek.Where("$1") + where + " ORDER BY f.rowid DESC LIMIT " + params(len(args), 1), args
}

// findItems adds the items still sold: those whose article begins with the text, then names that do, then the rest.
func (f *finder) findItems(ctx context.Context, text string) error {
	l, err := f.store.itemListing(ctx, f.tx, trade.ItemQuery{Search: text})
	attempts := itemAttempts(text)
	if err != nil || l.total == 0 || len(attempts) == 0 {
		return err
	}
	var ids []int64
	x := &itemSearch{article: foldArticle(text), attempts: attempts}
	err = l.eachSought(ctx, f.tx, x, nil, false, func(h *itemHit, _ itemSeat) bool {
		ids = append(ids, h.id)
		return len(ids) < f.few
	})
	if err != nil {
		return err
	}
	rows, err := itemsByID(ctx, f.tx, ids, nil)
	for _, r := range rows {
		f.exact(crm.NounItem, r.Article != "" && isNumber(r.Article, text))
		f.items = append(f.items, crm.Hit{Noun: crm.NounItem, ID: int64(r.ID), Title: strings.TrimSpace(r.Article + " " + r.Name), Sub: r.Unit})
	}
	return err
}

const offerNumberQuery = "SELECT " + offerColumns + " FROM offer c CROSS JOIN client o ON o.id = c.client WHERE c.number >= $1 AND c.number < $2 ORDER BY c.number, c.id LIMIT $3"

// clientsByID reads clients in the order of the ids.
func clientsByID(ctx context.Context, tx *sqlite.Session, ids []int64) ([]crm.Client, error) {
	found := make(map[int64]crm.Client, len(ids))
	err := eachIn(ctx, tx, "SELECT id, body FROM client WHERE id IN %s", nil, ids, func(r *sql.Rows) error {
		var id int64
		var body []byte
		if err := r.Scan(&id, &body); err != nil {
			return err
		}
		var c crm.Client
		err := json.Unmarshal(body, &c)
		found[id] = c
		return err
	})
	out := make([]crm.Client, 0, len(ids))
	for _, id := range ids {
		if c, ok := found[id]; ok {
			out = append(out, c)
		}
	}
	return out, err
}

func peopleOf(ctx context.Context, tx *sqlite.Session, clients []int64) (map[int64][]crm.Contact, error) {
	people := map[int64][]crm.Contact{}
	err := eachIn(ctx, tx, "SELECT client, body FROM contact WHERE client IN %s ORDER BY client, id", nil, clients, func(r *sql.Rows) error {
		var client int64
		var body []byte
		if err := r.Scan(&client, &body); err != nil {
			return err
		}
		var c crm.Contact
		err := json.Unmarshal(body, &c)
		people[client] = append(people[client], c)
		return err
	})
	return people, err
}
