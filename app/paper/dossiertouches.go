package paper

import (
	"strings"

	"rapport/app/crm"
)

func (w *profile) way(v crm.Way) string {
	if v == "" {
		return ""
	}
	return lowered(w.say.T("crm.way." + string(v)))
}

// who names both sides of an interaction.
func (w *profile) who(i crm.Interaction) string {
	var theirs []string
	for _, c := range i.Contacts {
		if name := w.names[c]; name != "" {
			theirs = append(theirs, name)
		}
	}
	return joined(" — ", w.d.Reps[i.Rep], strings.Join(theirs, ", "))
}

// touchBlocks list the interactions, the newest first: all of them, or the latest.
func (w *profile) touchBlocks() []*block {
	list, t := w.d.Interactions, w.say.T
	if len(list) == 0 {
		return nil
	}
	name, hint := t("paper.touch"), t("paper.touch.all", "N", w.say.Int(w.all))
	if w.d.Latest > 0 && w.d.Latest < len(list) {
		list = list[:w.d.Latest]
		name, hint = t("paper.touch.last"), t("paper.touch.of", "N", len(list), "Of", w.all)
	}
	stepped := nextSteps(list)*3 >= len(list)
	columns := []gridColumn{{head: t("paper.touch.date"), w: 19.5}, {head: t("paper.touch.way"), w: 22}, {head: t("paper.touch.who"), w: 40},
		{head: t("paper.touch.dir"), w: 22.5}, {head: t("paper.touch.said"), w: 44}, {head: t("paper.touch.next"), w: 28}}
	if !stepped {
		columns = columns[:5]
		columns[4].w += 28
	}
	g := w.newGrid(columns...)
	rows := make([]*block, 0, len(list))
	for _, i := range list {
		rows = append(rows, w.touchRow(g, i, stepped))
	}
	return table(w.section(name, hint), rows)
}

// nextSteps counts the interactions that led to a next step.
func nextSteps(list []crm.Interaction) (n int) {
	for _, i := range list {
		if i.NextStep != "" || i.NextDay != "" {
			n++
		}
	}
	return n
}

// touchRow is an interaction; its next step stands in a column of its own where many have one, else under what was said.
func (w *profile) touchRow(g *grid, i crm.Interaction, stepped bool) *block {
	st, soft := w.hue.cell(), w.hue.cell().in(w.hue.sec)
	direction := ""
	if i.Direction != "" {
		direction = lowered(w.say.T("crm.dir." + string(i.Direction)))
	}
	next := joined(", ", i.NextStep, w.day(i.NextDay))
	said := gridCell{pieces: []piece{{i.Said, st}, {i.Outcome, soft}}}
	if next != "" && !stepped {
		said.pieces = append(said.pieces, piece{w.say.T("paper.card.touch.next", "Next", next), st})
	}
	cells := []gridCell{w.cellOf(w.date(i.When)), w.cellOf(w.way(i.Way)), w.cellOf(w.who(i)), w.cellOf(direction), said}
	if stepped {
		cells = append(cells, w.cellOf(next))
	}
	return g.row(cells...)
}
