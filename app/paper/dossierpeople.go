package paper

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/page"
)

// peopleBlocks list the people with their roles; what is personal follows in italic.
func (w *profile) peopleBlocks() []*block {
	if len(w.d.People) == 0 {
		return nil
	}
	t := w.say.T
	hint := ""
	if !slices.ContainsFunc(w.d.People, func(c crm.Contact) bool { return !c.Left && slices.Contains(c.Roles, "decider") }) {
		hint = t("paper.people.no.decider")
	}
	g := w.newGrid(gridColumn{head: t("paper.people.name"), w: 56}, gridColumn{head: t("paper.people.roles"), w: 42},
		gridColumn{head: t("paper.people.reach"), w: 49.5}, gridColumn{head: t("paper.people.last"), w: 28.5})
	var rows []*block
	for i, c := range w.d.People {
		rows = append(rows, w.personBlocks(g, c)...)
		if i == 0 && len(w.d.People) > 1 {
			rows[len(rows)-1].keep = true
		}
	}
	return table(w.section(t("paper.people"), hint), rows)
}

func (w *profile) personBlocks(g *grid, c crm.Contact) []*block {
	st, soft := w.hue.cell(), w.hue.cell().in(w.hue.sec)
	name := gridCell{pieces: []piece{{c.Name, st.bold()}, {c.Post, soft}}}
	if c.Left {
		name.pieces = []piece{{c.Name, soft}, {joined(", ", c.Post, w.say.T("paper.people.left")), soft}}
	}
	reach := gridCell{}
	for _, p := range c.Phones {
		reach.pieces = append(reach.pieces, piece{w.phone(p), st})
	}
	for _, e := range c.Emails {
		reach.pieces = append(reach.pieces, piece{e.Address, st})
	}
	tags := w.tags(c.Roles)
	roles := gridCell{}
	for range tags.rows {
		roles.pieces = append(roles.pieces, piece{nbsp, st}) // room for the boxes
	}
	remark := ""
	if !w.d.NoNotes {
		birthday := ""
		if c.Birthday != "" {
			birthday = w.say.T("paper.people.birthday", "Day", w.birthday(c.Birthday))
		}
		remark = joined("\n", birthday, c.Notes)
	}
	b := g.row(name, roles, reach, w.cellOf(w.date(w.touched[c.ID])))
	if remark != "" {
		b = g.open(name, roles, reach, w.cellOf(w.date(w.touched[c.ID])))
	}
	x, _ := g.inner(1)
	draw := b.draw
	b.draw = func(y float64) {
		draw(y)
		tags.draw(x, y+gridPad)
	}
	if remark == "" {
		return []*block{b}
	}
	b.keep = true
	p := w.underlined(w.paragraph(remark, w.hue.small().italic(), left, wide-20, ""))
	p.head = g.head
	return []*block{b, p}
}

// underlined adds a hairline under a paragraph that may split.
func (w *profile) underlined(p *block) *block {
	draw, height := p.draw, p.height
	p.height += 1.3
	p.draw = func(y float64) {
		draw(y)
		w.rule(left, y+height+1.3, wide, w.hue.hairline, w.hue.hair)
	}
	if split := p.split; split != nil {
		p.split = func(room float64) (*block, *block) {
			first, rest := split(room)
			if first != nil {
				first.head, rest = p.head, w.underlined(rest)
				rest.head = p.head
			}
			return first, rest
		}
	}
	return p
}

// birthday is the day of a birthday: the year stays out of a paper.
func (w *profile) birthday(s string) string {
	if rest, ok := strings.CutPrefix(s, "--"); ok {
		s = "2000-" + rest
	}
	if d, ok := crm.Day(s).Time(); ok {
		return w.say.DayOfMonth(d)
	}
	return s
}

func (w *profile) phone(p crm.Phone) string {
	number := nowrap(p.Raw)
	if p.Ext != "" {
		number += " " + w.say.T("paper.facts.ext", "N", p.Ext)
	}
	return joined(": ", p.Label, number)
}

// tagBoxes are the roles of a person as boxes, the decider's black.
type tagBoxes struct {
	rows [][]string
	draw func(x, y float64)
}

func (w *profile) tags(roles []crm.Role) tagBoxes {
	st := w.hue.tiny()
	decider := w.say.T("crm.role.decider")
	const pad, gap, most = 1.2, 1.0, 39.0
	var rows [][]string
	x := most
	for _, r := range roles {
		name := lowered(w.say.T("crm.role." + string(r)))
		if r == "decider" {
			name = decider
		}
		width := w.press.width(name, st) + 2*pad
		if x+width > most {
			rows, x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], name)
		x += width + gap
	}
	return tagBoxes{rows, func(left, y float64) {
		for _, row := range rows {
			x := left
			for _, name := range row {
				box := page.Rect{X: x, Y: y + 0.3, W: w.press.width(name, st) + 2*pad, H: 3.2, Stroke: w.hue.mid, Thick: 0.2}
				ink := st
				if name == decider {
					box.Filled, box.Fill, box.Stroke, ink = true, w.hue.ink, w.hue.ink, st.bold().in(white)
					box.W = w.press.width(name, ink) + 2*pad
				}
				w.add(box)
				w.text(x+pad, y+0.45, name, ink)
				x += box.W + gap
			}
			y += w.hue.cell().lead
		}
	}}
}
