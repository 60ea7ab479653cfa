package offers

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// onPaper is the text of the paper shown, spaces of all kinds alike.
func (e *Editor) onPaper() string {
	return plainSpaces(strings.Join(textsOf(e.preview.doc), " "))
}

func TestFieldsAreInsertedAndFilled(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.sheet.unfold("letter")
	letter := e.fields.inputs["letter"].(*kit.TextArea)
	letter.SetText("Для ")
	e.fields.said.choose()
	st.WantSeen("Клиент: название", "Предложение: сумма прописью")
	st.CloseAll()
	e.fields.said.insert("{client.name}")
	if got := st.read(o.ID).Letter; !strings.Contains(got, "{client.name}") {
		t.Fatalf("the letter says %q", got)
	}
	if said := e.onPaper(); !strings.Contains(said, "Тонкая Нить") || strings.Contains(said, "{client.name}") {
		t.Errorf("the paper says %q", said)
	}
	greeting := e.fields.inputs["greeting"].(*kit.Entry)
	greeting.SetText("")
	st.Window.Canvas().Focus(greeting)
	e.fields.said.insert("{contact.given}")
	if got := st.read(o.ID).Greeting; got != "{contact.given}" || !strings.Contains(e.onPaper(), "Ольга Ивановна") {
		t.Errorf("the greeting is %q", got)
	}
	if level, said := e.fields.letter.Message("greeting"); level != kit.Good || said != "" {
		t.Errorf("a field that is known is remarked on: %s", said)
	}
	st.Well()
}

func TestFieldsThatSayNothingAreRemarkedOn(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.richEditor()
	e.sheet.unfold("terms")
	e.fields.below.insert("{client.city}")
	level, said := e.fields.note.Message(fieldNote)
	if level != kit.Warning || !strings.Contains(said, "{client.city}") || !strings.Contains(said, "пустое") {
		t.Errorf("level %d: %q", level, said)
	}
	note := e.fields.inputs[fieldNote].(*kit.TextArea)
	note.SetText("{client.шляпа} и {client.city}")
	if _, said = e.fields.note.Message(fieldNote); !strings.Contains(said, "{client.шляпа}") || !strings.Contains(said, "{client.city}") {
		t.Errorf("said %q", said)
	}
	st.WantSeen("Поля {client.шляпа} нет")
	note.SetText("По городу")
	if level, said = e.fields.note.Message(fieldNote); level != kit.Good || said != "" {
		t.Errorf("it is still said: %q", said)
	}
	st.Well()
}

func TestFieldsAreInsertedIntoConditions(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.sheet.unfold("terms")
	e.fields.terms.append(trade.Term{Title: "Доставка", Text: "До "})
	words := stand.Find[*kit.TextArea](e.fields.terms.rows.Objects[0])[0]
	st.Window.Canvas().Focus(words)
	words.TypedKey(endKey)
	e.fields.below.insert("{offer.valid}")
	if got := st.read(o.ID).Terms[0].Text; got != "До {offer.valid}" {
		t.Errorf("the condition says %q", got)
	}
	if words.Tip() != "" {
		t.Errorf("a field that is known is remarked on: %s", words.Tip())
	}
	words.SetText("{client.city}")
	if !strings.Contains(words.Tip(), "{client.city}") {
		t.Errorf("an empty field is not remarked on: %q", words.Tip())
	}
	e.fields.terms.remove(0)
	e.fields.below.insert("{firm.name}")
	if got := st.read(o.ID).Note; got != "{firm.name}" {
		t.Errorf("the note says %q", got)
	}
	st.Well()
}

func TestNothingIsInsertedIntoALockedOffer(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	e.fields.said.insert("{client.name}")
	if got := st.read(o.ID).Letter; strings.Contains(got, "{") {
		t.Errorf("the letter says %q", got)
	}
}

func TestConditionsComeFromTheLibraryAndGoThere(t *testing.T) {
	st := newRig(t, text.RU, false)
	for _, one := range []trade.StockTerm{{Lang: "ru", Title: "Оплата", Text: "Аванс 60 %, остаток – в день приёмки работ по акту"}, {Lang: "en", Title: "Payment", Text: "In advance"}} {
		if _, err := st.Desk.SaveStockTerm(ctx, nil, one); err != nil {
			t.Fatal(err)
		}
	}
	e, o := st.richEditor()
	e.sheet.unfold("terms")
	e.fields.terms.offer()
	st.WantSeen("Оплата: Аванс 60 %", "Срок поставки", "Своё условие")
	if st.Sees("Payment") {
		t.Error("a condition in another language is offered")
	}
	st.CloseAll()
	e.fields.terms.stocked()[0].Do()
	if got := st.read(o.ID).Terms; len(got) != 1 || got[0].Text != "Аванс 60 %, остаток – в день приёмки работ по акту" {
		t.Fatalf("terms %+v", got)
	}
	if !e.fields.terms.stocked()[0].Checked || e.fields.terms.mayKeep(e.offer.Terms[0]) {
		t.Error("it is not seen that the condition is from the library")
	}
	e.fields.terms.append(trade.Term{Title: "Гарантия"})
	stand.Find[*kit.TextArea](e.fields.terms.rows.Objects[1])[0].SetText("24 месяца")
	keep := stand.Find[*kit.Button](e.fields.terms.rows.Objects[1])[2]
	if keep.Disabled() {
		t.Fatal("a condition that was written cannot be kept")
	}
	keep.Tapped(nil)
	all, err := st.Desk.StockTerms(ctx)
	if err != nil || len(all) != 3 || all[2].Title != "Гарантия" || all[2].Text != "24 месяца" || all[2].Lang != "ru" {
		t.Fatalf("in the library: %+v, %v", all, err)
	}
	if len(e.fields.terms.stocked()) != 3 || !keep.Disabled() { // two and the line under them
		t.Error("the editor does not know what was kept")
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if keep.Disabled() || len(e.around.stock) != 2 {
		t.Error("undone, it cannot be kept again")
	}
	st.Well()
}

func TestTheDativeIsProposedAndNeverTakenInSilence(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{Offer: st.rich(st.client("Тонкая Нить")).ID})
	person, post := e.fields.cases[1], e.fields.cases[0]
	if !person.take.Hidden || !post.take.Hidden {
		t.Error("something is proposed for one whose dative is known")
	}
	for _, p := range e.people {
		if p.Name == "Пётр Лось" {
			e.fields.address(e.offer.Client, p.ID)
		}
	}
	if e.offer.To.Person != "Пётр Лось" || person.take.Hidden || post.take.Hidden {
		t.Fatalf("to %+v, hidden %v", e.offer.To, person.take.Hidden)
	}
	if _, said := e.fields.letter.Message("to-person"); !strings.Contains(said, "«Петру Лосю»") {
		t.Errorf("said %q", said)
	}
	if level, _ := e.fields.main.Message(fieldContact); level != kit.Warning {
		t.Error("nothing is said at the contact")
	}
	e.offer.Lang = "en"
	if e.fields.showCases(); !person.take.Hidden {
		t.Error("something is proposed for a paper in English")
	}
	e.offer.Lang = "ru"
	e.fields.showCases()
	person.take.Tapped(nil)
	post.take.Tapped(nil)
	if to := st.read(e.offer.ID).To; to.Person != "Петру Лосю" || to.Post != "снабженцу" {
		t.Errorf("to %+v", to)
	}
	if level, said := e.fields.main.Message(fieldContact); level != kit.Good || !person.take.Hidden {
		t.Errorf("it is still proposed: %s", said)
	}
	st.Well()
}

// TestInsertShots draws what is proposed and inserted.
func TestInsertShots(t *testing.T) {
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := "insert-" + string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newRig(t, lang, true)
				kit.NewTheme(dark)
				e := st.editor(route.Route{Offer: st.rich(st.client("Тонкая Нить")).ID})
				for _, p := range e.people {
					if p.Name == "Пётр Лось" {
						e.fields.address(e.offer.Client, p.ID)
					}
				}
				e.sheet.unfold("letter")
				st.Shot(1360, 860, name+"-dative")
				e.fields.said.insert("{client.name}, {client.city}, {offer.total}")
				st.Shot(1360, 860, name+"-letter")
				st.Shot(1100, 700, name+"-letter")
				e.fields.said.choose()
				st.Shot(1360, 860, name+"-menu")
				st.CloseAll()
				for _, one := range []trade.StockTerm{{Title: "Оплата", Text: "Аванс 60 %, остаток – в день приёмки работ по акту"}, {Title: "Гарантия", Text: "24 месяца"}} {
					one.Lang = e.offer.Lang
					if _, err := st.Desk.SaveStockTerm(ctx, nil, one); err != nil {
						t.Fatal(err)
					}
				}
				e.sheet.unfold("terms")
				e.fields.terms.stocked()[0].Do()
				e.fields.terms.append(trade.Term{Title: "Доставка", Text: "До двери, {offer.valid}"})
				e.fields.below.insert("{client.город}")
				st.Shot(1360, 860, name+"-terms")
				st.Shot(1100, 700, name+"-terms")
				e.fields.terms.offer()
				st.Shot(1360, 860, name+"-library")
				st.Well()
			})
		}
	}
}

var endKey = &fyne.KeyEvent{Name: fyne.KeyEnd}

// textsOf are the texts of a paper in drawing order.
func textsOf(doc *page.Document) []string {
	var all []string
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if one, ok := m.(page.Text); ok {
				all = append(all, one.S)
			}
		}
	}
	return all
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
