package orders

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// itemOf is the item of a menu with a label.
func itemOf(t *testing.T, items []kit.MenuItem, label string) kit.MenuItem {
	t.Helper()
	for _, m := range items {
		if m.Label == label {
			return m
		}
	}
	t.Fatalf("no item %q", label)
	return kit.MenuItem{}
}

func TestConfirmationIsMailedAndKept(t *testing.T) {
	for _, lang := range text.Langs {
		st, list := sold(t, lang)
		if _, err := st.Desk.SaveContact(ctx, nil, crm.Contact{Client: list[0].Client, Name: "Ann", Emails: []crm.Email{{Address: "ann@example.org"}}}); err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		var letters []parts.Letter
		var opened []string
		st.Env.SendFile = func(l parts.Letter) { letters = append(letters, l) }
		st.Env.OpenFile = func(path string) { opened = append(opened, path) }
		st.Env.OutFolder = func() string { return folder }
		st.Env.SaveFile = func(_, proposed string, picked func(string)) {
			picked(filepath.Join(folder, "kept "+strings.TrimSuffix(proposed, ".pdf")))
		}
		say, s := st.Env.T, st.form(route.Route{Order: list[0].ID})
		for _, items := range [][]kit.MenuItem{s.confirmation().items("", false), st.room().menu(trade.OrderRow{ID: list[0].ID, State: trade.Placed})} {
			letters, opened, st.Said = nil, nil, nil
			itemOf(t, items, say.T("orders.mail")).Do()
			itemOf(t, items, say.T("parts.send.draft")).Do()
			itemOf(t, items, say.T("orders.pdf")).Do()
			itemOf(t, items, say.T("orders.print")).Do()
			if len(letters) != 1 || !strings.Contains(letters[0].Subject, list[0].Number) {
				t.Fatalf("%s: letters %+v, %v", lang, letters, st.Failed)
			}
			if len(opened) != 2 || filepath.Ext(opened[0]) != ".eml" || filepath.Ext(opened[1]) != ".pdf" {
				t.Errorf("%s: opened %v", lang, opened)
			}
			kept, err := filepath.Glob(filepath.Join(folder, "kept *.pdf"))
			if err != nil || len(kept) != 1 {
				t.Fatalf("%s: kept %v %v", lang, kept, err)
			}
			if body, err := os.ReadFile(kept[0]); err != nil || !bytes.HasPrefix(body, []byte("%PDF")) {
				t.Errorf("%s: %v", lang, err)
			}
			if len(st.Said) == 0 || !strings.Contains(st.Said[len(st.Said)-1], filepath.Base(kept[0])) {
				t.Errorf("%s: said %v", lang, st.Said)
			}
		}
		st.Well()
	}
}

func TestNothingIsConfirmedOfACancelledOrder(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.room()
	for _, label := range []string{"orders.mail", "orders.pdf", "orders.print", "parts.send.draft"} {
		if m := itemOf(t, s.menu(trade.OrderRow{ID: list[2].ID, State: trade.Cancelled}), st.Env.T.T(label)); !m.Disabled {
			t.Errorf("%s may be pressed", label)
		}
	}
}
