package offers

import (
	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// wording is what an offer says to whom it is for.
type wording struct {
	client                 crm.ClientID
	contact                crm.ContactID
	post, person, greeting string
	words                  bool // the total in words is printed
}

func wordingOf(o trade.Offer) wording {
	return wording{o.Client, o.Contact, o.To.Post, o.To.Person, o.Greeting, o.Words}
}

func (w wording) onto(o *trade.Offer) {
	o.To.Post, o.To.Person, o.Greeting, o.Words = w.post, w.person, w.greeting, w.words
}

// tongues are the wordings an offer had in the languages it was in during a sitting, so that a change of the language there
// and back gives the very same.
type tongues struct {
	last wording // as the last change of the language left it
	of   map[string]wording
}

// changeLang follows a change of the language the offer is written in: what the program wrote in the old one is written anew,
// what was typed by hand stays.
func (e *Editor) changeLang(was string) {
	before, old := wordingOf(e.offer), e.offer
	old.Lang = was
	now := wordingOf(e.desk.RewordOffer(old, e.people, text.Lang(e.offer.Lang)))
	if old.Template == 0 && old.Words == wordsIn(was) { // a template says itself
		now.words = wordsIn(e.offer.Lang)
	}
	if before != e.worded.last || e.worded.of == nil { // something was typed since
		e.worded.of = map[string]wording{}
	}
	e.worded.of[was] = before
	if stood, known := e.worded.of[e.offer.Lang]; known {
		now = stood
	}
	e.worded.last = now
	now.onto(&e.offer)
	e.rewordLines(was)
	e.fields.fillWorded()
}

// wordsIn reports whether new offers in a language bear their total in words.
func wordsIn(lang string) bool { return lang != string(text.EN) }

// rewordLines writes units and titles that the program gave to lines and sections anew.
func (e *Editor) rewordLines(was string) {
	before, now := e.desk.PaperWords(was), e.desk.PaperWords(e.offer.Lang)
	for _, b := range e.ledger.blocks {
		if b.title == before.T("offers.section.new") {
			b.title = now.T("offers.section.new")
		}
		for _, it := range b.items {
			if it.line.Item == 0 && it.line.Unit == before.T("offers.unit") {
				it.line.Unit = now.T("offers.unit")
			}
		}
	}
}

// fillWorded shows what the language changed, without taking it for something typed.
func (f *fields) fillWorded() {
	quiet, o := f.quiet, &f.e.offer
	f.quiet = true
	f.letter.SetValues(map[string]string{"to-post": o.To.Post, "to-person": o.To.Person, "greeting": o.Greeting})
	f.formOf("words").SetValues(map[string]string{"words": ties["words"].get(o)})
	f.quiet = quiet
}
