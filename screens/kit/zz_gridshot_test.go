package kit

import (
	"fmt"
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func shoot(t *testing.T, w fyne.Window, name string) {
	f, err := os.Create("/tmp/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_ = png.Encode(f, w.Canvas().Capture())
}

type shotCard struct {
	id                                 int64
	title, days, sum, date, note, flag string
	health                             int
	edge                               Token
}

func (c *shotCard) Key() int64 { return c.id }

func shotDraw(f *CardFace, bc BoardCard) {
	c := bc.(*shotCard)
	f.Edge(c.edge)
	f.Title(c.title)
	if c.flag != "" {
		f.Flag("flag", c.flag, Red)
	}
	f.Left().Block(12, 12, 6, GreenFill)
	f.Left().Gap(4)
	f.Left().Small(c.days, Text2, false)
	f.Right().Block(24, 4, 2, AmberFill)
	f.Right().Gap(4)
	f.Right().Small(fmt.Sprint(c.health), Text2, false)
	f.Right().Gap(6)
	f.Right().Icon("tup", Green, 12)
	f.Pair(Ink{c.sum, Text, Dense | Bold}, Ink{c.date, Text3, Caption})
	f.Note(c.note, Text2)
}

func shotBoard(dark bool) *Board {
	b := NewBoard(shotDraw)
	b.Carried = "переносится"
	b.DropHint = func(card BoardCard, from, to string) string { return "Повышение\nдо «" + to + "»" }
	b.MoreText = func(id string, below int64) string {
		if below == 0 {
			return "все показаны"
		}
		return fmt.Sprintf("ещё %d", below)
	}
	names := []string{"Рыжий Клён", "Вторая Смена", "Кедровый Двор и Сыновья", "Артель Синица", "Завод «Заря»"}
	notes := []string{"Отправить образцы", "Проверка после монтажа", "Предложить обслуживание и ремонт на весь следующий год", "Подписать договор"}
	id := int64(0)
	b.Want = func(col string, from int) {
		var cards []BoardCard
		for i := range 50 {
			id++
			c := &shotCard{id: id, title: names[(i+int(id))%5], days: "9 дн", sum: "1 240 000 ₽", date: "25.11", note: notes[i%4], health: 52, edge: []Token{MFill, BFill, SFill}[i%3]}
			if i%3 == 2 {
				c.flag = "6"
			}
			cards = append(cards, c)
		}
		b.SetCards(col, from, cards)
	}
	var cols []BoardColumn
	for i, n := range []string{"Колеблющийся", "Потенциальный", "Первичный", "Повторный", "Клиент", "Сторонник", "Пропагандист", "Партнёр"} {
		cols = append(cols, BoardColumn{ID: n, Title: n, Sub: "1,86 млн ₽", Count: []int64{23, 31, 8000, 24, 21, 12, 6, 4}[i], Climb: float32(i) * 4})
	}
	b.SetColumns(cols)
	return b
}

func TestZZShots(t *testing.T) {
	for _, dark := range []bool{false, true} {
		a := test.NewTempApp(t)
		a.Settings().SetTheme(NewTheme(dark))
		name := map[bool]string{false: "light", true: "dark"}[dark]
		b := shotBoard(dark)
		bg := canvas.NewRectangle(C(Bg))
		holder := Stack(bg, Pad(b, 16, 16, 16, 16))
		w := test.NewWindow(holder)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(1288, 780))
		p := func(x, y float32) *desktop.MouseEvent { return mouseAt(x, y) }
		b.tick = func(func()) func() { return func() {} }
		b.MouseDown(p(30+158, 90))
		b.MouseUp(p(30+158, 90))
		b.MouseDown(p(500, 220))
		for i := range 40 {
			b.Dragged(&fyne.DragEvent{PointEvent: p(500+float32(i)*4.5, 220+float32(i)*2).PointEvent})
		}
		shoot(t, w, "kit-board-"+name+".png")
		b.CancelDrag()
		w.Resize(fyne.NewSize(800, 500))
		b.left = 300
		b.SetCardHeight(CardLow)
		shoot(t, w, "kit-board-narrow-"+name+".png")
		w.Close()

		g := NewDataGrid([]Column{
			{ID: "c", Title: "Клиент", Width: 158, Sortable: true, Draw: func(c *Cell, r Row) { c.TwoLine("Завод «Заря»", "Приборы") }},
			{ID: "t", Title: "Тип", Width: 104, Draw: func(c *Cell, r Row) { c.Chip("Деловые", "", B, BSoft) }},
			{ID: "s", Title: "Стадия", Width: 160, Draw: func(c *Cell, r Row) {
				c.Block(38, 14, 2, BFill)
				c.Tab(46)
				c.Text("Потенциальный", Text, false)
			}},
			{ID: "h", Title: "Здоровье", Width: 96, Draw: func(c *Cell, r Row) {
				c.Block(26, 6, 3, GreenFill)
				c.Tab(34)
				c.Text("93", Text, false)
				c.Tab(57)
				c.Icon("tup", Green, 12)
			}},
			{ID: "k", Title: "Контакт", Width: 88, Draw: func(c *Cell, r Row) { c.Block(14, 14, 7, AmberFill); c.Gap(6); c.Text("13 дн", Amber, false) }},
			{ID: "n", Title: "Следующий шаг", Width: 160, Flex: true, Draw: func(c *Cell, r Row) {
				c.Lines(Ink{"Испытание прототипа и ещё слова", Text, Dense}, Ink{"сегодня", Text, Caption | Bold})
			}},
			{ID: "d", Title: "Сделки, ₽", Width: 96, Align: fyne.TextAlignTrailing, Sortable: true, Draw: func(c *Cell, r Row) { c.Text(groupDigits(r.Key()*1000), Text, true) }},
			{ID: "i", Title: "Нити", Width: 56, Align: fyne.TextAlignTrailing, Draw: func(c *Cell, r Row) { c.Text("7", Amber, false) }},
		}, &gridTestSource{n: 10000})
		g.Radius = 8
		g.SetSort("d", true)
		w = test.NewWindow(Stack(canvas.NewRectangle(C(Bg)), Pad(g, 16, 16, 16, 16)))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(958, 600))
		clickGrid(g, 50, rowMiddle(2), 0)
		clickGrid(g, 50, rowMiddle(4), fyne.KeyModifierShortcutDefault)
		g.MouseMoved(mouseAt(50, rowMiddle(6)))
		ctrlKey(fyne.KeyDown)(g)
		ctrlKey(fyne.KeyDown)(g)
		ctrlKey(fyne.KeyDown)(g)
		ctrlKey(fyne.KeyDown)(g)
		shoot(t, w, "kit-grid-"+name+".png")
		g.columns[0].Width = 400
		g.source = &gridAbsent{}
		g.SetRowHeight(RowDense)
		g.Refresh()
		shoot(t, w, "kit-grid-absent-"+name+".png")
		w.Close()
	}
}

type gridAbsent struct{}

func (gridAbsent) Count() int64 { return 500 }
func (gridAbsent) Row(i int64) (Row, bool) {
	if i < 5 {
		return &gridTestRow{id: i}, true
	}
	return nil, false
}
func (gridAbsent) Want(a, b int64) {}
