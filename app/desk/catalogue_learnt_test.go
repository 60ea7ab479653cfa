package desk_test

import (
	"testing"

	"rapport/app/trade"
)

// TestAnEmptyCellSellsNothingAgain proves that an item that is no longer sold stays so where the cell of the file is empty, or
// says neither yes nor no.
func TestAnEmptyCellSellsNothingAgain(t *testing.T) {
	d := withFirm(t)
	itemsFile(t, d, "Артикул,Название,Активен\nА-1,Болт,нет\nА-2,Гайка,да\n")
	gone := func(article string) bool {
		some, err := d.ItemsByArticle(t.Context(), article, 2)
		if err != nil || len(some) != 1 {
			t.Fatal(article, some, err)
		}
		i, err := d.Item(t.Context(), some[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return i.Inactive
	}
	for _, cell := range []string{"", "как-нибудь"} {
		itemsFile(t, d, "Артикул,Название,Активен\nА-1,Болт М8"+cell+","+cell+"\nА-2,Гайка М8"+cell+","+cell+"\n")
		if !gone("А-1") || gone("А-2") {
			t.Errorf("after the cell %q: the bolt is gone %v, the nut %v", cell, gone("А-1"), gone("А-2"))
		}
	}
	itemsFile(t, d, "Артикул,Название,Активен\nА-1,Болт,да\nА-2,Гайка,нет\n")
	if gone("А-1") || !gone("А-2") {
		t.Error("what the file says is not taken")
	}
	if n, err := d.CountItems(t.Context(), trade.ItemQuery{Inactive: true}); err != nil || n.N != 2 {
		t.Errorf("%d items, %v", n.N, err)
	}
}
