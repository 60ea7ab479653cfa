package catalogue

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Choices of the tree that are no group.
const (
	everything int64 = -1
	ungrouped  int64 = -2
)

// manyGroups is from how many groups on the tree is folded at first.
const manyGroups = 40

// branch is a line of the tree.
type branch struct {
	id     int64
	name   string
	depth  int
	n      int64
	parent bool
	folded bool
}

// Key is the id of the group, or of a choice that is none.
func (b branch) Key() int64 { return b.id }

// branches are the lines of the tree in memory.
type branches struct{ list []branch }

// Count is the number of lines.
func (b *branches) Count() int64 { return int64(len(b.list)) }

// Row is a line by its number.
func (b *branches) Row(i int64) (kit.Row, bool) {
	if i < 0 || i >= int64(len(b.list)) {
		return nil, false
	}
	return b.list[i], true
}

// Find is the number of a line by its key.
func (b *branches) Find(key int64) (int64, bool) {
	i := slices.IndexFunc(b.list, func(x branch) bool { return x.id == key })
	return int64(i), i >= 0
}

// Want does nothing: all lines are there.
func (b *branches) Want(int64, int64) {}

// tree is the groups beside the table; the one chosen narrows the table to itself and those below it.
type tree struct {
	s      *Screen
	source *branches
	grid   *kit.DataGrid
	counts map[trade.GroupID]int64
	folded map[trade.GroupID]bool
	object fyne.CanvasObject
}

func newTree(s *Screen) *tree {
	r := &tree{s: s, source: &branches{}}
	t := s.env.T
	r.grid = kit.NewDataGrid([]kit.Column{{ID: "group", Title: t.T("catalogue.groups"), Width: 160, Flex: true, Draw: r.draw}}, r.source)
	r.grid.Radius, r.grid.Bare = 8, true
	r.grid.SetRowHeight(kit.RowDense)
	r.grid.OnSelect = func(row kit.Row) { r.choose(row.Key()) }
	r.grid.OnOpen = func(row kit.Row) { r.fold(row.(branch), !row.(branch).folded) }
	r.grid.OnCell = r.pressed
	r.grid.OnKey = r.key
	r.grid.OnMenu = func(at fyne.Position, row kit.Row) { kit.ShowMenuAt(r.grid, at, r.menu(row.(branch))...) }
	r.grid.OnType = func(c rune) { s.filters.Typed(c) }
	r.grid.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
	add := kit.NewButton(kit.Ghost, t.T("catalogue.group.new"), func() { r.ask(trade.Group{Parent: r.parent()}) }).WithIcon("plus").Sized(kit.ControlSmall)
	foot := kit.VBox(0, kit.NewDivider(), kit.Fixed(kit.Pad(kit.Left(add), 8, 3, 8, 3), 0, parts.FootHeight))
	r.object = kit.NewBareCard(container.NewStack(kit.VBox(0, kit.Grow(r.grid), foot)))
	return r
}

// parent is the group a new one goes into: the one chosen.
func (r *tree) parent() trade.GroupID { return trade.GroupID(max(r.s.group, 0)) }

const branchStep float32 = 14

func (r *tree) draw(c *kit.Cell, row kit.Row) {
	b := row.(branch)
	c.Tab(float32(min(b.depth, 8)) * branchStep)
	switch {
	case !b.parent:
		c.Gap(16)
	case b.folded:
		c.Icon("chr", kit.Text3, 12)
		c.Gap(4)
	default:
		c.Icon("chd", kit.Text3, 12)
		c.Gap(4)
	}
	count := r.s.env.T.Int(int(b.n))
	room := kit.Caption.Width(count) + 6
	style := kit.Dense
	if b.id == everything {
		style |= kit.Bold
	}
	c.Field(kit.Ink{S: b.name, T: kit.Text, Style: style}, max(0, c.Rest()-room), fyne.TextAlignLeading)
	c.Gap(6)
	c.Small(count, kit.Text3, false)
}

// load reads how many items there are in each group.
func (r *tree) load() {
	q := r.s.Query
	q.Groups = nil
	kit.Load(&r.s.loader, "group counts", func(ctx context.Context) (map[trade.GroupID]int64, error) { return r.s.desk.ItemGroupCounts(ctx, q) },
		func(counts map[trade.GroupID]int64, err error) {
			if err != nil {
				r.s.env.Fail(err)
				return
			}
			r.counts = counts
			r.show()
		})
}

// show lists the groups that are not folded away.
func (r *tree) show() {
	groups := r.s.around.groups
	if r.folded == nil {
		r.folded = map[trade.GroupID]bool{}
		if len(groups) > manyGroups {
			for _, g := range groups {
				r.folded[g.ID] = true
			}
		}
	}
	t := r.s.env.T
	sum := int64(0)
	for _, n := range r.counts {
		sum += n
	}
	list := []branch{{id: everything, name: t.T("catalogue.groups.all"), n: sum}}
	list, _ = r.grow(list, childrenOf(groups), 0, 0)
	if n := r.counts[0]; n > 0 && len(groups) > 0 {
		list = append(list, branch{id: ungrouped, name: t.T("catalogue.groups.none"), n: n})
	}
	r.source.list = list
	r.mark()
}

// childrenOf lists the groups by the group above them, in their order; one above that is gone is the top.
func childrenOf(groups []trade.Group) map[trade.GroupID][]trade.Group {
	known := map[trade.GroupID]bool{}
	for _, g := range groups {
		known[g.ID] = true
	}
	below := map[trade.GroupID][]trade.Group{}
	for _, g := range groups {
		up := g.Parent
		if !known[up] {
			up = 0
		}
		below[up] = append(below[up], g)
	}
	return below
}

// deepestBranch bounds the way down: groups that contain each other end there.
const deepestBranch = 32

// grow adds the groups below one, and tells how many items they hold.
func (r *tree) grow(list []branch, below map[trade.GroupID][]trade.Group, id trade.GroupID, depth int) ([]branch, int64) {
	sum := int64(0)
	if depth > deepestBranch {
		return list, 0
	}
	for _, g := range below[id] {
		at := len(list)
		list = append(list, branch{id: int64(g.ID), name: g.Name, depth: depth, parent: len(below[g.ID]) > 0, folded: r.folded[g.ID]})
		var n int64
		list, n = r.grow(list, below, g.ID, depth+1)
		if r.folded[g.ID] {
			list = list[:at+1]
		}
		list[at].n = n + r.counts[g.ID]
		sum += list[at].n
	}
	return list, sum
}

// mark shows which group is chosen.
func (r *tree) mark() {
	r.grid.Restore(kit.GridScroll{Top: r.grid.ScrollState().Top, Current: r.s.group, Has: true})
}

// choose narrows the table to a group.
func (r *tree) choose(id int64) {
	if id == r.s.group {
		return
	}
	r.s.group = id
	r.s.Query.Groups = r.s.groupsOf(id)
	r.s.Grid.ClearSelection()
	r.s.Anew()
}

// groupsOf are the groups a choice of the tree narrows to.
func (s *Screen) groupsOf(id int64) []trade.GroupID {
	switch {
	case id == everything:
		return nil
	case id == ungrouped:
		return []trade.GroupID{0}
	}
	return trade.Below(s.around.groups, trade.GroupID(id))
}

func sameGroups(a, b []trade.GroupID) bool { return slices.Equal(a, b) }

// pressed folds and unfolds at the chevron.
func (r *tree) pressed(row kit.Row, _ string, x float32) bool {
	b := row.(branch)
	from := 8 + float32(b.depth)*branchStep
	if !b.parent || x < from-6 || x > from+16 {
		return false
	}
	r.fold(b, !b.folded)
	return true
}

// fold folds or unfolds a group.
func (r *tree) fold(b branch, away bool) {
	if b.parent && b.folded != away {
		r.folded[trade.GroupID(b.id)] = away
		r.show()
	}
}

// key folds by Left and unfolds by Right, renames by F2 and deletes by Delete.
func (r *tree) key(ev *fyne.KeyEvent) bool {
	row, ok := r.grid.Current()
	if !ok {
		return false
	}
	b := row.(branch)
	switch ev.Name {
	case fyne.KeyLeft:
		r.fold(b, true)
	case fyne.KeyRight:
		r.fold(b, false)
	case fyne.KeyF2:
		if g, known := r.s.around.group(trade.GroupID(b.id)); known {
			r.ask(g)
		}
	case fyne.KeyDelete:
		if b.id > 0 {
			r.askRemove(b)
		}
	default:
		return false
	}
	return true
}

// menu is what can be done with a group.
func (r *tree) menu(b branch) []kit.MenuItem {
	t := r.s.env.T
	if b.id <= 0 {
		return []kit.MenuItem{{Icon: "plus", Label: t.T("catalogue.group.new"), Do: func() { r.ask(trade.Group{}) }}}
	}
	g, _ := r.s.around.group(trade.GroupID(b.id))
	return []kit.MenuItem{
		{Icon: "plus", Label: t.T("catalogue.group.within"), Do: func() { r.ask(trade.Group{Parent: g.ID}) }},
		{Icon: "edit", Label: t.T("catalogue.group.edit"), Shortcut: "F2", Do: func() { r.ask(g) }},
		kit.Separator(),
		{Icon: "trash", Label: t.T("catalogue.group.remove"), Shortcut: "Del", Danger: true, Do: func() { r.askRemove(b) }},
	}
}

// ask names a group and says where it lies.
func (r *tree) ask(g trade.Group) {
	t := r.s.env.T
	title := "catalogue.group.edit"
	if g.ID == 0 {
		title = "catalogue.group.new"
		g.Place = len(r.s.around.groups)
	}
	name := entryWith(g.Name)
	parent := kit.NewSelect(groupOptions(r.s.env, r.s.around.groups, g.ID, t.T("catalogue.group.top")), nil)
	parent.SetValue(parts.ID(g.Parent))
	form := kit.NewForm(1, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.group.name"))},
		kit.Field{ID: "parent", Label: t.T("catalogue.group.parent"), Input: parent})
	askForm(r.s.env, &r.s.acts, t.T(title), form, func() act {
		g.Name, g.Parent = form.Value("name"), trade.GroupID(number(parent.Value()))
		return func(ctx context.Context) error {
			_, err := r.s.desk.SaveGroup(ctx, g)
			return err
		}
	}).StartWith(name).Show()
}

func (r *tree) askRemove(b branch) {
	t := r.s.env.T
	kit.Ask(t.T("catalogue.group.remove"), t.T("catalogue.group.remove.ask", "Name", b.name), t.T("text.delete"), t.T("text.cancel"), func() {
		r.s.Act(func(ctx context.Context) error { return r.s.desk.RemoveGroup(ctx, trade.GroupID(b.id)) }, nil)
	})
}

// pathMark stands between a group and the one in it.
const pathMark = " / "

// groupOptions offers the groups by their paths, without one and those below it; none is offered first.
func groupOptions(env *parts.Env, groups []trade.Group, but trade.GroupID, none string) []kit.Option {
	options := []kit.Option{{ID: parts.ID(trade.GroupID(0)), Label: none}}
	below := childrenOf(groups)
	var walk func(id trade.GroupID, path string, depth int)
	walk = func(id trade.GroupID, path string, depth int) {
		for _, g := range below[id] {
			if g.ID == but || depth > deepestBranch {
				continue
			}
			options = append(options, kit.Option{ID: parts.ID(g.ID), Label: path + g.Name})
			walk(g.ID, path+g.Name+pathMark, depth+1)
		}
	}
	walk(0, "", 0)
	return options
}

// treeLayout puts the tree at the left of the table.
type treeLayout struct{}

// Widths of the tree, in units: the usual one, and that in a narrow window.
const (
	treeWidth  float32 = 232
	treeNarrow float32 = 188
	treeGap    float32 = 16
	tableRoom  float32 = 900
)

// MinSize is small: the screen takes the room it is given.
func (treeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 200) }

// Layout gives the table what the tree leaves.
func (treeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wide := treeWidth
	if size.Width-wide-treeGap < tableRoom {
		wide = treeNarrow
	}
	o[0].Resize(fyne.NewSize(wide, size.Height))
	o[1].Move(fyne.NewPos(wide+treeGap, 0))
	o[1].Resize(fyne.NewSize(size.Width-wide-treeGap, size.Height))
}
