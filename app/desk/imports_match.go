package desk

import (
	"context"
	"slices"

	"rapport/app/crm"
	"rapport/app/text"
)

// seen is the case of an earlier row that adds the same client, or -1.
func (in *importing) seen(c crm.Client) int {
	for _, mark := range marks(c) {
		for _, i := range in.fresh[mark] {
			n := in.cases[i]
			if c.ID != 0 && n.file == c.ID || !twoIDs(int64(c.ID), int64(n.file)) && sameAs(n.now, c) {
				return i
			}
		}
	}
	return -1
}

// twoIDs reports whether a file this program wrote tells two records apart.
func twoIDs(a, b int64) bool { return a != 0 && b != 0 && a != b }

// marks are what a client may be known by within one file.
func marks(c crm.Client) []string {
	out := []string{"name:" + text.Fold(c.Name)}
	for _, id := range idsOf(c) {
		out = append(out, "id:"+id)
	}
	if c.Code != "" {
		out = append(out, "code:"+c.Code)
	}
	return out
}

// sameClient finds the client of the base that a client of a file is, or nil: one with its code or identifier, a firm
// of its name whose identifiers do not contradict, or a person of its name with a phone or address in common.
func (d *Desk) sameClient(ctx context.Context, c crm.Client) (*crm.Client, error) {
	if c.ID != 0 { // of a file this program wrote
		if own, ok, err := found(d.Client(ctx, c.ID)); ok || err != nil {
			return &own, err
		}
	}
	rows, err := d.ClientsLike(ctx, c, 20)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		other, err := d.Client(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		if sameAs(other, c) {
			return &other, nil
		}
	}
	return nil, nil
}

// sameAs reports whether two records speak of one client.
func sameAs(a, b crm.Client) bool {
	if ids := idsOf(b); len(ids) > 0 {
		if shared := idsOf(a); len(shared) > 0 {
			return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(shared, id) })
		}
	}
	coded := a.Code != "" && b.Code != ""
	if text.Fold(a.Name) != text.Fold(b.Name) {
		return coded && a.Code == b.Code && meet(ways(a), ways(b)) // renamed since
	}
	if coded && a.Code != b.Code {
		return false
	}
	return a.Kind == crm.Company || b.Kind == crm.Company || shareWay(a, b)
}

func idsOf(c crm.Client) []string {
	var ids []string
	for _, r := range c.Requisites {
		for _, id := range []string{r.INN, r.EDRPOU, r.VATID} {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// shareWay reports whether two people have a phone or an address of mail in common, or one of them has none at all.
func shareWay(a, b crm.Client) bool {
	waysA, waysB := ways(a), ways(b)
	if len(waysA) == 0 || len(waysB) == 0 {
		return true
	}
	return meet(waysA, waysB)
}

// meet reports whether two lists have anything in common.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func ways(c crm.Client) []string {
	var out []string
	for _, p := range c.Phones {
		out = append(out, p.Key)
	}
	for _, e := range c.Emails {
		out = append(out, text.Fold(e.Address))
	}
	return out
}
