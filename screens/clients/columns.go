package clients

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// columns are the columns of the grid in their first order.
func columns(env *parts.Env) []kit.Column {
	t := env.T
	col := func(id string, width float32, sort bool, draw func(*kit.Cell, crm.ClientRow)) kit.Column {
		return kit.Column{ID: id, Title: t.T("clients.col." + id), Width: width, Sortable: sort, Draw: func(c *kit.Cell, r kit.Row) { draw(c, r.(row).ClientRow) }}
	}
	plain := func(get func(crm.ClientRow) string) func(*kit.Cell, crm.ClientRow) {
		return func(c *kit.Cell, r crm.ClientRow) { c.Text(get(r), kit.Text2, false) }
	}
	list := []kit.Column{
		col(string(crm.SortName), 196, true, drawName),
		col(string(crm.SortType), 116, true, drawType(env)),
		col(string(crm.SortRung), 164, true, drawRung(env)),
		col(string(crm.SortTouch), 88, true, drawTouch(env)),
		col("next", 170, false, drawNext(env)),
		col(string(crm.SortOpen), 112, true, drawOpen(env)),
		col("person", 150, false, plain(func(r crm.ClientRow) string { return r.Person })),
		col("phone", 136, false, plain(func(r crm.ClientRow) string { return parts.Phone(r.Phone) })),
		col("owner", 128, false, plain(func(r crm.ClientRow) string { return env.Reps()[r.Owner].Name })),
		col(string(crm.SortCity), 116, true, plain(func(r crm.ClientRow) string { return r.City })),
		col("tags", 140, false, drawTags),
		col("email", 170, false, plain(func(r crm.ClientRow) string { return r.Email })),
		col(string(crm.SortCreated), 96, true, plain(func(r crm.ClientRow) string { return t.Date(r.Created.Time(time.Local)) })),
	}
	for i := range list {
		switch list[i].ID {
		case string(crm.SortName):
			list[i].Flex, list[i].Min = true, 140
		case string(crm.SortOpen):
			list[i].Align, list[i].Falling, list[i].Tip = fyne.TextAlignTrailing, true, t.T("clients.col.open.tip")
		case string(crm.SortTouch):
			list[i].Falling = true
		case "tags", "email", string(crm.SortCreated), "owner", string(crm.SortCity):
			list[i].Hidden, list[i].Falling = true, list[i].ID == string(crm.SortCreated)
		}
	}
	return list
}

func drawName(c *kit.Cell, r crm.ClientRow) {
	under := r.Industry
	if under == "" {
		under = r.City
	}
	if under == "" {
		c.Text(r.Name, kit.Text, true)
		return
	}
	c.Lines(kit.Ink{S: r.Name, T: kit.Text, Style: kit.Dense | kit.Bold}, kit.Ink{S: under, T: kit.Text3, Style: kit.Caption})
}

func drawType(env *parts.Env) func(*kit.Cell, crm.ClientRow) {
	return func(c *kit.Cell, r crm.ClientRow) {
		if r.Type == "" {
			c.Text(parts.TypeShort(env.T, r.Type), kit.Text3, false)
			return
		}
		tone := parts.TypeTone(r.Type)
		c.Chip(parts.TypeShort(env.T, r.Type), "", tone.Ink, tone.Soft)
	}
}

func drawRung(env *parts.Env) func(*kit.Cell, crm.ClientRow) {
	return func(c *kit.Cell, r crm.ClientRow) {
		glyph := c.Object("ladder", func() fyne.CanvasObject { return kit.NewLadderGlyph(8, 38, 14) }).(*kit.LadderGlyph)
		now, highest := parts.LadderPlace(r.Rung, r.Highest)
		glyph.Set(now, highest, parts.TypeTone(r.Type).Fill)
		c.Gap(8)
		c.Text(parts.StageShort(env.T, env.Lens(), r.Rung), kit.Text, false)
	}
}

func drawTouch(env *parts.Env) func(*kit.Cell, crm.ClientRow) {
	return func(c *kit.Cell, r crm.ClientRow) { c.Text(parts.Ago(env, r.Touch), kit.Text2, false) }
}

func drawNext(env *parts.Env) func(*kit.Cell, crm.ClientRow) {
	return func(c *kit.Cell, r crm.ClientRow) {
		if r.NextStep == "" {
			return
		}
		day := parts.DayWord(env, r.NextDay)
		if day == "" {
			c.Text(r.NextStep, kit.Text, false)
			return
		}
		c.Lines(kit.Ink{S: r.NextStep, T: kit.Text, Style: kit.Dense}, kit.Ink{S: day, T: kit.Text3, Style: kit.Caption})
	}
}

func drawOpen(env *parts.Env) func(*kit.Cell, crm.ClientRow) {
	return func(c *kit.Cell, r crm.ClientRow) {
		if r.Open != 0 {
			c.Text(parts.Sum(env.T, r.Open, env.Currency()), kit.Text, true)
		}
	}
}

func drawTags(c *kit.Cell, r crm.ClientRow) {
	for _, tag := range r.Tags {
		if c.Rest() < tagLeast {
			c.Small("…", kit.Text3, false)
			break
		}
		c.Chip(tag, "", kit.Text2, kit.Track)
		c.Gap(4)
	}
	c.Tip(strings.Join(r.Tags, ", "))
}

// tagLeast is the room a tag needs to say anything, in units.
const tagLeast = 36
