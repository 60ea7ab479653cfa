package desk

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestAllDemoItemsAreInTheCatalogue looks for items of the plan that are in no group, or in two.
func TestAllDemoItemsAreInTheCatalogue(t *testing.T) {
	var stocked []string
	for _, g := range demoGroups {
		stocked = append(stocked, strings.Fields(g.items)...)
	}
	slices.Sort(stocked)
	if want := slices.Sorted(maps.Keys(demoItems)); !slices.Equal(stocked, want) {
		t.Errorf("in the catalogue %v, in the plan %v", stocked, want)
	}
}
