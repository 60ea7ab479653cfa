package card

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// tagsShown is how many tags the head may show; the rest are counted.
const tagsShown = 6

// head is the card above the columns: who it is, what to do, and the staircase.
type head struct {
	s       *Screen
	avatar  *kit.Avatar
	name    *kit.TipLabel
	kind    *kit.ChipButton
	line    *fyne.Container
	under   *kit.TipLabel
	stepper *kit.Stepper
	more    *kit.Button
	columns []int // of the lens, by rung of the stepper
	object  fyne.CanvasObject
}

func newHead(s *Screen) *head {
	h := &head{s: s, avatar: kit.NewAvatar("", kit.ToneNeutral, 40), stepper: kit.NewStepper()}
	t := s.env.T
	h.name = kit.NewTipText("", kit.Heading|kit.Bold, kit.Text)
	h.under = kit.NewTipText("", kit.Dense, kit.Text2)
	h.kind = kit.NewChipButton("", "", kit.ToneNeutral, h.openTypes)
	h.line = container.New(&headline{gap: 8}, h.name, h.kind)
	h.more = kit.NewButton(kit.Plain, "", h.openMore).WithIcon("more").WithTip(t.T("card.more"))
	dossier := kit.NewButton(kit.Plain, t.T("card.dossier"), s.Print).WithIcon("doc").WithTip(parts.CommandKey("P"))
	offer := kit.NewButton(kit.Plain, t.T("card.offer.new"), s.newOffer).WithIcon("plus")
	record := kit.NewButton(kit.Primary, t.T("card.record"), s.New).WithIcon("chat").WithTip(parts.CommandKey("N"))
	row := kit.HBox(12, h.avatar, kit.Grow(kit.VBox(1, h.line, h.under)), dossier, offer, record, h.more)
	h.stepper.OnTap = h.step
	h.object = kit.NewBareCard(kit.Pad(kit.VBox(2, row, h.stepper), 15, 13, 15, 8))
	return h
}

func (s *Screen) newOffer() { s.env.Go(route.Route{Room: route.Offer, Client: s.id}) }

// draw shows the client.
func (h *head) draw(k *known) {
	t, c := h.s.env.T, k.client
	h.avatar.Set(text.Initials(c.Name), parts.TypeTone(c.Type))
	h.name.SetText(c.Name)
	h.kind.Set(parts.TypeIcon(c.Type), parts.TypeName(t, c.Type), parts.TypeTone(c.Type))
	h.line.Objects = append([]fyne.CanvasObject{h.name, h.kind}, tagChips(t, c.Tags)...)
	h.line.Refresh()
	h.under.SetText(h.s.underName(k))
	h.drawSteps(k)
}

// tagChips are the tags as chips, the last one counting those left out.
func tagChips(t *text.Tongue, tags []string) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for i, tag := range tags {
		if i == tagsShown {
			chips = append(chips, kit.NewChip("", "+"+t.Int(len(tags)-tagsShown), kit.ToneNeutral))
			break
		}
		chips = append(chips, kit.NewChip("", kit.CutText(tag, kit.Caption, 140), kit.ToneNeutral))
	}
	return chips
}

// underName is the line below the name: legal name, place and trade, keeper, since when.
func (s *Screen) underName(k *known) string {
	t, c := s.env.T, k.client
	var place []string
	if c.LegalName != "" && c.LegalName != c.Name {
		place = append(place, c.LegalName)
	}
	if c.City != "" {
		place = append(place, c.City)
	}
	var line []string
	if len(place) > 0 {
		line = append(line, strings.Join(place, ", "))
	}
	if c.Industry != "" {
		line = append(line, c.Industry)
	}
	if rep, ok := s.env.Reps()[c.Owner]; ok {
		line = append(line, t.T("card.kept.by", "Name", rep.Name))
	}
	if since := sinceWords(t, k); since != "" {
		line = append(line, since)
	}
	return strings.Join(line, " · ")
}

// sinceWords tells since when somebody buys from us, or else since when he is known.
func sinceWords(t *text.Tongue, k *known) string {
	for _, m := range k.moves {
		if m.To >= crm.FirstTimeBuyer && m.To.OnLadder() {
			return t.T("card.buys.since", "Date", longDate(t, m.When))
		}
	}
	if k.client.Created == 0 {
		return ""
	}
	return t.T("card.known.since", "Date", longDate(t, k.client.Created))
}

func longDate(t *text.Tongue, m crm.Moment) string { return t.LongDate(m.Time(time.Local)) }

func (h *head) openTypes() {
	s := h.s
	if s.known == nil {
		return
	}
	items := []kit.MenuItem{{Icon: "list", Label: s.env.T.T("card.type.assess"), Do: s.assess}, kit.Separator()}
	items = append(items, parts.TypeMenu(s.env, &s.keeper, s.desk, s.known.row, func() {})...)
	kit.ShowMenu(h.kind, items...)
}

func (s *Screen) assess() { s.env.Go(route.Route{Room: route.Assess, Client: s.id}) }

func (h *head) openMore() {
	s, t := h.s, h.s.env.T
	if s.known == nil {
		return
	}
	items := []kit.MenuItem{
		{Icon: "edit", Label: t.T("card.menu.edit"), Shortcut: "F2", Do: s.edit},
		{Icon: "clock", Label: t.T("card.menu.history"), Do: func() { s.middle.choose(tabHistory) }},
		kit.Separator(),
	}
	items = append(items, parts.MoveMenu(s.env, &s.keeper, s.desk, s.known.row, func() {})...)
	items = append(items, kit.Separator(), kit.MenuItem{Icon: "trash", Label: t.T("card.menu.remove"), Danger: true, Do: s.askRemove})
	kit.ShowMenu(h.more, items...)
}

// askRemove asks before the client goes with all that belongs to it.
func (s *Screen) askRemove() {
	t, id := s.env.T, s.id
	kit.Ask(t.T("card.menu.remove"), t.T("card.remove.ask", "Name", kit.CutText(s.known.client.Name, kit.Body, 300)), t.T("text.delete"), t.T("text.cancel"), func() {
		kit.Commit(&s.keeper, "remove", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.RemoveClient(ctx, id) },
			func(_ struct{}, err error) {
				if err != nil {
					s.env.Fail(err)
					return
				}
				if s.shown && s.id == id {
					s.leaveForClients()
				}
			})
	})
}
