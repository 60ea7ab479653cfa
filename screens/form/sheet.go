package form

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// longest is the longest name that is sensible; longer ones are kept but doubted.
const longest = 200

// sheet is the form itself, over one client.
type sheet struct {
	s      *Screen
	base   crm.Client // what the form does not show stays as it was
	fields []crm.Field

	form    *kit.Form
	kind    *kit.Segmented
	extra   *kit.Form // notes, suppliers, manners
	ownForm *kit.Form // own fields, nil when there are none
	phones  *kit.Repeater
	emails  *kit.Repeater
	addrs   *kit.Repeater
	reqs    *requisites
	own     []ownInput
	notes   *kit.TextArea
	twin    string // what there is that looks like the same client, in words
	object  fyne.CanvasObject
	scroll  *kit.ScrollMemory
	filling bool
}

func newSheet(s *Screen, c crm.Client, fields []crm.Field) *sheet {
	h := &sheet{s: s, base: c, fields: fields}
	h.build()
	h.fill(c, crm.Contact{})
	h.form.Rest()
	return h
}

func (h *sheet) build() {
	t := h.s.env.T
	h.kind = kit.NewSegmented(func(int) { h.touched() }, t.T("form.company"), t.T("form.person"))
	h.form = kit.NewForm(2)
	h.form.Wide(kit.Left(h.kind))
	h.form.Add(h.field("name", 2, h.checkName), h.field("legal", 2, nil), h.field("industry", 1, nil), h.field("city", 1, nil))
	h.form.Add(kit.Field{ID: "owner", Label: t.T("form.owner"), Input: h.owners()}, h.field("source", 1, nil),
		kit.Field{ID: "tags", Label: t.T("form.tags"), Input: kit.NewEntry(""), Hint: t.T("form.tags.hint")},
		kit.Field{ID: "country", Label: t.T("form.country"), Input: h.countries()})
	h.form.Section(t.T("form.reach"))
	h.buildWays()
	if h.s.id == 0 {
		h.form.Section(t.T("form.first"))
		h.form.Add(h.field("p.name", 1, nil), h.field("p.post", 1, nil), h.field("p.phone", 1, h.judge(ident.PhoneNo)), h.field("p.email", 1, h.judge(ident.Email)))
	}
	h.form.OnChange = h.touched
	h.reqs = newRequisites(h)
	right := kit.NewForm(1)
	h.notes = kit.NewTextArea(t.T("form.notes.hint"), 7, t.T("parts.text.long"))
	suppliers, manners := kit.NewTextArea(t.T("form.suppliers.hint"), 3, t.T("parts.text.long")), kit.NewTextArea(t.T("form.manners.hint"), 3, t.T("parts.text.long"))
	right.Add(kit.Field{ID: "notes", Label: t.T("form.notes"), Input: h.notes}, kit.Field{ID: "suppliers", Label: t.T("form.suppliers"), Input: suppliers},
		kit.Field{ID: "manners", Label: t.T("form.manners"), Input: manners})
	right.OnChange = h.touched
	h.extra = right
	cards := []fyne.CanvasObject{kit.NewCard(t.T("form.about"), right)}
	if len(h.fields) > 0 {
		cards = append(cards, kit.NewCard(t.T("form.own"), h.buildOwn()))
	}
	cards = append(cards, h.reqs.object)
	page := kit.Columns(16, []float32{1.25, 1}, kit.VBox(16, kit.NewCard(t.T("form.who"), h.form)), kit.VBox(16, cards...))
	h.scroll = kit.NewScrollMemory(page).Beside()
	h.form.SetScroll(h.scroll)
	right.SetScroll(h.scroll)
	h.object = h.scroll
}

// field is a field of one line whose label is form.<id>.
func (h *sheet) field(id string, span int, check func(string) (kit.Level, string)) kit.Field {
	return kit.Field{ID: id, Label: h.s.env.T.T("form." + id), Input: kit.NewEntry(""), Span: span, Check: check}
}

func (h *sheet) checkName(v string) (kit.Level, string) {
	t := h.s.env.T
	switch n := len([]rune(v)); {
	case strings.TrimSpace(v) == "":
		return kit.Error, t.T("desk.client.name")
	case h.twin != "":
		return kit.Warning, h.twin
	case n > longest:
		return kit.Warning, t.T("form.name.long", "N", t.Int(n))
	}
	return kit.Good, ""
}

// judge warns of an identifier, a phone or an address that does not hold.
func (h *sheet) judge(kind ident.Kind) func(string) (kit.Level, string) {
	return func(v string) (kit.Level, string) {
		return parts.Judge(h.s.env.T, ident.Check(kind, v, ident.Context{Country: h.country()}))
	}
}

func (h *sheet) country() string {
	if h.form == nil {
		return h.base.Country
	}
	if c := h.form.Value("country"); c != "" {
		return c
	}
	return h.base.Country
}

func (h *sheet) owners() *kit.Select {
	options := []kit.Option{{ID: "", Label: h.s.env.T.T("form.nobody")}}
	for id, rep := range h.s.env.Reps() {
		if !rep.Gone || id == h.base.Owner {
			options = append(options, kit.Option{ID: parts.ID(id), Label: rep.Name})
		}
	}
	slices.SortFunc(options[1:], func(a, b kit.Option) int { return parts.Compare(a.Label, b.Label) })
	return kit.NewSelect(options, nil)
}

// countries are offered by name; another one, as imported, stays.
func (h *sheet) countries() *kit.Select {
	options := append([]kit.Option{{ID: "", Label: h.s.env.T.T("form.unknown")}}, parts.CountryOptions(h.s.env.T, h.base.Country)...)
	return kit.NewSelect(options, func(string) { h.reqs.customs() })
}

// buildWays makes the groups of phones, e-mails, addresses and sites.
func (h *sheet) buildWays() {
	t := h.s.env.T
	pair := func(hint string) func() []kit.Input {
		return func() []kit.Input { return []kit.Input{kit.NewEntry(hint), kit.NewEntry(t.T("form.label"))} }
	}
	row := func(kind ident.Kind) func([]string) (kit.Level, string) {
		check := h.judge(kind)
		return func(v []string) (kit.Level, string) { return check(v[0]) }
	}
	h.phones = kit.NewRepeater(t.T("form.phone.add"), t.T("text.remove"), []float32{2, 1}, pair("+7 900 000-00-00"))
	h.phones.CheckRow = row(ident.PhoneNo)
	h.emails = kit.NewRepeater(t.T("form.email.add"), t.T("text.remove"), []float32{2, 1}, pair("name@example.com"))
	h.emails.CheckRow = row(ident.Email)
	h.addrs = kit.NewRepeater(t.T("form.address.add"), t.T("text.remove"), []float32{3, 1.4, 1, 1.2}, func() []kit.Input {
		return []kit.Input{kit.NewEntry(t.T("form.street")), kit.NewEntry(t.T("form.city")), kit.NewEntry(t.T("form.zip")), kit.NewEntry(t.T("form.label"))}
	})
	h.form.Add(kit.Field{ID: "phones", Label: t.T("form.phones"), Input: h.phones, Span: 2}, kit.Field{ID: "emails", Label: t.T("form.emails"), Input: h.emails, Span: 2},
		kit.Field{ID: "addresses", Label: t.T("form.addresses"), Input: h.addrs, Span: 2}, h.field("sites", 2, nil))
}

// ownInput ties an own field to its control.
type ownInput struct {
	field crm.FieldID
	id    string
}

func (h *sheet) buildOwn() fyne.CanvasObject {
	form := kit.NewForm(1)
	for _, f := range h.fields {
		id := "own." + parts.ID(f.ID)
		h.own = append(h.own, ownInput{f.ID, id})
		form.Add(kit.Field{ID: id, Label: f.Name, Input: h.ownControl(f), Check: h.ownCheck(f)})
	}
	form.OnChange = h.touched
	h.ownForm = form
	return form
}

func (h *sheet) ownControl(f crm.Field) kit.Input {
	switch f.Kind {
	case crm.FieldDay:
		return kit.NewDateField(h.s.env.T.Lang(), h.s.env.Now)
	case crm.FieldYesNo:
		t := h.s.env.T
		return h.choice(f, kit.Option{ID: crm.Yes, Label: t.T("text.yes")}, kit.Option{ID: crm.No, Label: t.T("text.no")})
	case crm.FieldChoice:
		options := make([]kit.Option, len(f.Choices))
		for i, c := range f.Choices {
			options[i] = kit.Option{ID: c, Label: c}
		}
		return h.choice(f, options...)
	}
	return kit.NewEntry("")
}

// choice offers the options, nothing, and what the client holds already if it is none of them.
func (h *sheet) choice(f crm.Field, options ...kit.Option) *kit.Select {
	options = append([]kit.Option{{ID: "", Label: h.s.env.T.T("form.unknown")}}, options...)
	held := valueOf(h.base.Fields, f.ID)
	if !slices.ContainsFunc(options, func(o kit.Option) bool { return o.ID == held }) {
		options = append(options, kit.Option{ID: held, Label: text.Line(held, 60)})
	}
	return kit.NewSelect(options, nil)
}

func (h *sheet) ownCheck(f crm.Field) func(string) (kit.Level, string) {
	var holds func(string) bool
	doubt := ""
	switch f.Kind {
	case crm.FieldNumber:
		holds, doubt = isNumber, "form.number"
	case crm.FieldDay:
		holds, doubt = isDay, "form.day"
	default:
		return nil
	}
	return func(v string) (kit.Level, string) {
		if v != "" && !holds(v) {
			return kit.Warning, h.s.env.T.T(doubt)
		}
		return kit.Good, ""
	}
}

// begin puts the keyboard where one begins.
func (h *sheet) begin() {
	if h.s.id == 0 {
		h.form.FocusField("name")
	}
}

// touched is called after each change by the user.
func (h *sheet) touched() {
	if h.filling {
		return
	}
	h.s.Touch()
	if h.s.id == 0 {
		h.s.loader.Debounce("twins", 400*time.Millisecond, h.lookForTwins)
	}
}

// shortName is how many letters of a name are too few to look for its like.
const shortName = 3

// lookForTwins warns that such a client may be there already: by name, identifier, phone or address.
func (h *sheet) lookForTwins() {
	client, _ := h.take()
	if len([]rune(strings.TrimSpace(client.Name))) < shortName {
		client.Name = ""
	}
	kit.Load(&h.s.loader, "twins", func(ctx context.Context) ([]crm.ClientRow, error) { return h.s.desk.Twins(ctx, client, 3) },
		func(rows []crm.ClientRow, err error) {
			if err != nil {
				rows = nil // the form does not need it
			}
			h.sayTwins(rows)
		})
}

func (h *sheet) sayTwins(rows []crm.ClientRow) {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = text.Line(r.Name, 60)
	}
	before := h.twin
	h.twin = ""
	if len(rows) > 0 {
		h.twin = h.s.env.T.T("form.twins", "Names", strings.Join(names, ", "))
	}
	if h.twin == before {
		return
	}
	level, said := h.checkName(h.form.Value("name"))
	if level == kit.Error {
		level, said = kit.Good, "" // an empty name is blamed when it is saved
	}
	h.form.Say("name", level, said)
}

func (h *sheet) valid() bool {
	if h.form.Validate() {
		return true
	}
	h.form.FocusField("name")
	return false
}

func judgeWith(h *sheet, kind ident.Kind, v string, with ident.Context) (kit.Level, string) {
	return parts.Judge(h.s.env.T, ident.Check(kind, v, with))
}

// refit lays the page out again after it grew.
func (h *sheet) refit() {
	if h.scroll != nil {
		h.scroll.Refit()
	}
}
