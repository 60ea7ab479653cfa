package card

import (
	"strings"

	"rapport/app/text"
	"rapport/screens/kit"
)

// readText shows a long text on pages, for reading only.
func readText(t *text.Tongue, title, body string) {
	pages := cutPages(body, readerRunes)
	at := 0
	words := kit.NewWrap(pages[0], kit.Body, kit.Text, 0)
	where := kit.NewText("", kit.Dense, kit.Text3)
	m := kit.NewModal(title, words)
	m.Width = 720
	var back, on *kit.Button
	turn := func(by int) bool {
		at = min(max(at+by, 0), len(pages)-1)
		words.SetText(pages[at])
		where.SetText(t.T("text.of", "A", t.Int(at+1), "B", t.Int(len(pages))))
		back.SetEnabled(at > 0)
		on.SetEnabled(at < len(pages)-1)
		m.Refit()
		return false
	}
	if len(pages) > 1 {
		m.Aside(where)
		back = m.Action(kit.Plain, t.T("text.back"), func() bool { return turn(-1) })
		on = m.Action(kit.Plain, t.T("text.next"), func() bool { return turn(1) })
		turn(0)
	}
	m.StartWith(m.Action(kit.Primary, t.T("text.close"), nil)).Show()
}

// cutPages breaks a text into pages of about n runes, at the end of a line or a word where there is one near.
func cutPages(body string, n int) []string {
	var pages []string
	for {
		page := beginning(body, n)
		if page == body {
			return append(pages, body)
		}
		if i := strings.LastIndexAny(page, "\n"); i > len(page)/2 {
			page = page[:i+1]
		} else if i := strings.LastIndexAny(page, " "); i > len(page)/2 {
			page = page[:i+1]
		}
		pages = append(pages, page)
		body = body[len(page):]
	}
}
