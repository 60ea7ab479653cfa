package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSalesOfTheDemo lists deals and orders of the demo firm and prints the confirmation of one.
func TestSalesOfTheDemo(t *testing.T) {
	s := newStage(t)
	s.does("demo", "--lang", "en")
	deals, orders := s.lists("deals"), s.lists("orders")
	if len(deals) < 15 || len(orders) < 5 {
		t.Fatalf("%d deals, %d orders", len(deals), len(orders))
	}
	outcomes := map[any]int{}
	for _, d := range deals {
		outcomes[d["outcome"]]++
		if d["title"] == "" || d["pipeline"] == "" || d["stage"] == "" || d["client"] == "" {
			t.Errorf("deal %v", d)
		}
	}
	if outcomes["running"] == 0 || outcomes["won"] == 0 || outcomes["lost"] == 0 {
		t.Errorf("outcomes %v", outcomes)
	}
	number, ok := orders[0]["number"].(string)
	if !ok || orders[0]["total"] == "" || orders[0]["state"] == "" {
		t.Fatalf("order %v", orders[0])
	}
	if out := s.does("orders"); !strings.Contains(out, number) {
		t.Errorf("no %s in\n%s", number, out)
	}
	path := filepath.Join(t.TempDir(), "order.pdf")
	s.does("order", number, "-o", path)
	if body, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(body), "%PDF-") {
		t.Errorf("the confirmation is no PDF: %v", err)
	}
}
