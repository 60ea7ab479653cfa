package paper

import (
	"rapport/app/trade"
)

// signature is one of the two columns of signatures.
type signature struct {
	x, w     float64
	party    string
	post     string
	name     string
	captions []string
	tag      string
	scans    bool // the scans of the look stand here
}

// signatures are our signature and, when asked for, the client's acceptance, in the order of their kinds; nil when neither
// is to stand on the paper.
func (w *writing) signatures(kinds []trade.BlockKind) *block {
	t := w.say.T
	ours := signature{x: left, w: 74, party: t("paper.sign.party"), post: w.signPost(), name: w.signatory()}
	theirs := signature{x: 118, w: 78, party: t("paper.sign.accepted"), post: w.accepting()}
	switch w.lang {
	case "ru":
		ours.captions = []string{t("paper.sign.stamp"), t("paper.sign.signature"), t("paper.sign.name")}
		theirs.captions = []string{t("paper.sign.stamp"), t("paper.sign.signature"), t("paper.sign.surname"), t("paper.sign.date")}
	default:
		ours.captions = []string{t("paper.sign.signature"), t("paper.sign.name")}
		theirs.captions = []string{t("paper.sign.signature"), t("paper.sign.surname"), t("paper.sign.date")}
	}
	if w.lang == "en" {
		ours.party, ours.post = t("paper.sign.for", "Firm", w.firmName()), ""
		ours.name = joined(", ", w.signatory(), w.signPost())
		theirs.party, theirs.post = joined(" ", t("paper.sign.accepted"), w.acceptedFor()), ""
	}
	if w.tight {
		ours, theirs = w.oneLine(ours), w.oneLine(theirs)
	}
	ours.tag, theirs.tag = "sign", "accept"
	ours.scans = true
	var both []signature
	for _, k := range kinds {
		switch {
		case k == trade.BlockSignature:
			both = append(both, ours)
		case w.o.Acceptance:
			both = append(both, theirs)
		}
	}
	if len(both) == 0 {
		return nil
	}
	for i, place := range []signature{ours, theirs}[:len(both)] {
		both[i].x, both[i].w = place.x, place.w
	}
	return w.signatureBlock(both)
}

// oneLine puts party and post on one line where they fit.
func (w *writing) oneLine(s signature) signature {
	if s.post == "" {
		return s
	}
	post := s.post
	if s.party == w.say.T("paper.sign.party") {
		post = lowered(post)
	}
	if both := s.party + ", " + post; w.width(both, w.hue.plain().bold()) <= s.w {
		s.party, s.post = both, ""
	}
	return s
}

func (w *writing) signatory() string {
	if w.o.Signatory != "" {
		return w.o.Signatory
	}
	return w.about.Firm.Signatory
}

func (w *writing) signPost() string {
	if w.o.SignPost != "" {
		return w.o.SignPost
	}
	return w.about.Firm.SignPost
}

func (w *writing) accepting() string {
	if w.about.Client != "" {
		return w.about.Client
	}
	return w.o.To.Firm
}

func (w *writing) acceptedFor() string {
	if name := w.accepting(); name != "" {
		return w.say.T("paper.sign.accepted.for", "Firm", name)
	}
	return ""
}

// signatureBlock draws the columns; the name stands on the line at its right end.
func (w *writing) signatureBlock(both []signature) *block {
	st, small := w.hue.plain(), w.hue.caption()
	deep := 0
	type set struct{ party, post, name []string }
	sets := make([]set, len(both))
	for i, s := range both {
		sets[i] = set{
			w.capped(w.lines(s.party, st.bold(), s.w), 3, st.bold(), s.w, "sign"),
			w.capped(w.linesOf(s.post, st, s.w), 3, st, s.w, "sign"),
			w.capped(w.linesOf(s.name, st, s.w*0.8), 2, st, s.w*0.8, "sign"),
		}
		deep = max(deep, len(sets[i].party)+len(sets[i].post))
	}
	free, gap := 13.0, 8.0
	if w.tight && !w.signRoom {
		free, gap = 6.5, 3.5
	}
	below := 0.0
	for _, s := range both {
		if s.scans {
			above, under := w.scanSpace()
			free, below = max(free, above), under
		}
	}
	line := float64(deep)*st.lead + free
	names := 1
	for _, s := range sets {
		names = max(names, len(s.name))
	}
	line += float64(names-1) * st.lead
	return &block{gap: gap, height: line + max(1+small.lead, below), draw: func(y float64) {
		for i, s := range both {
			if s.scans {
				w.drawScans(s.x, y+line)
			}
			w.tag = s.tag
			at := w.column(s.x, y, sets[i].party, st.bold())
			w.column(s.x, at, sets[i].post, st)
			at = y + line - 0.6 - float64(len(sets[i].name))*st.lead
			for _, l := range sets[i].name {
				w.right(s.x+s.w, at, l, st)
				at += st.lead
			}
			w.rule(s.x, y+line, s.w, 0.25, w.hue.ink)
			w.spread(s.x, s.w, y+line+0.8, s.captions, small)
		}
		w.tag = ""
	}}
}
