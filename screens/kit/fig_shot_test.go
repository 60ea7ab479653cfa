package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"rapport/app/page"
)

func figStairs(now, highest int) StepperView {
	return StepperView{
		Now: now, Highest: highest, Fill: BFill, Past: BPast,
		Rungs: []StepperRung{
			{Name: "Колеблющийся", Date: "фев 2023"}, {Name: "Потенциальный", Date: "апр 2023"},
			{Name: "Первичный", Date: "июн 2023"}, {Name: "Повторный", Date: "янв 2024"},
			{Name: "Клиент", Date: "с 30 окт 2026", Caption: "спуск с 6-й", Icon: "down", Token: Red},
			{Name: "Сторонник", Date: "мар 2025 — окт 2026", Caption: "высшая стадия", Icon: "flag", Token: B},
			{Name: "Пропагандист"}, {Name: "Партнёр"},
		},
	}
}

func figCard(o fyne.CanvasObject, x, y, w, h float32, box *fyne.Container) {
	place(o, x, y, w, h)
	box.Add(o)
}

// figSheet puts every small figure on one card.
func figSheet() fyne.CanvasObject {
	box := container.NewWithoutLayout()
	ground := canvas.NewRectangle(C(Surface))
	figCard(ground, 0, 0, 1222, 560, box)
	st := NewStepper()
	st.Set(figStairs(5, 6))
	figCard(st, 16, 12, 1190, 110, box)
	ended := NewStepper()
	v := figStairs(5, 6)
	v.Ended = "ушёл"
	ended.Set(v)
	figCard(ended, 16, 130, 590, 110, box)
	five := NewStepper()
	v = figStairs(3, 3)
	v.Rungs, v.Fill, v.Past = v.Rungs[:5], SFill, SPast
	five.Set(v)
	five.FocusGained()
	figCard(five, 640, 130, 560, 110, box)
	x := float32(16)
	for i, n := range [][2]int{{3, 3}, {5, 6}, {8, 8}, {4, 7}, {0, 0}} {
		l := NewLadderGlyph(8, 38, 14)
		l.Set(n[0], n[1], []Token{MFill, BFill, SFill, BFill, MFill}[i])
		figCard(l, x, 264, 38, 14, box)
		x += 52
	}
	mid := NewLadderGlyph(8, 108, 32)
	mid.Set(5, 6, BFill)
	figCard(mid, 16, 292, 108, 32, box)
	big := NewLadderGlyph(8, 170, 56)
	figCard(big, 16, 340, 170, 56, box)
	x = 16
	for _, share := range []float64{0.1, 0.43, 0.76, 0.86, 1, 1.3} {
		for j, side := range []float32{12, 14, 16, 48} {
			r := NewRing(side)
			r.Set(share, TermFill(share))
			figCard(r, x+[]float32{0, 16, 34, 0}[j], 420+[]float32{2, 1, 0, 24}[j], side, side, box)
		}
		x += 64
	}
	for i, n := range []float64{0.86, 0.57, 0.34, 0} {
		b := NewScoreBar(82)
		b.Set(n, []Token{GreenFill, AmberFill, RedFill, RedFill}[i])
		figCard(b, 210, 300+float32(i)*20, 82, 6, box)
		s := NewSparkline(68, 16)
		s.Set([]float64{5, 6, 7, 7, 7.5, 7, 6 + n}, 4, 9, []Token{GreenFill, AmberFill, RedFill, MFill}[i])
		figCard(s, 310, 295+float32(i)*20, 68, 16, box)
		figCard(NewDot([]Token{MFill, BFill, SFill, RedFill}[i], 8), 390, 299+float32(i)*20, 8, 8, box)
	}
	g := NewGauge()
	g.Set(GaugeView{Low: 1, High: 3, Value: 2.57, Before: 2.14, HasValue: true, HasBefore: true, Figure: "2,57", Caption: "из 3,00"})
	figCard(g, 440, 260, 230, 120, box)
	h := NewMiniHistory(1, 3)
	h.Set([]HistoryPoint{{1.43, "1,43", "янв 2025", MFill}, {1.86, "1,86", "окт 2025", BFill}, {2.14, "2,14", "май 2026", BFill}, {2.57, "2,57", "сейчас", S}})
	figCard(h, 440, 400, 374, 130, box)
	figCard(NewHero("Колеблющийся", "Партнёр"), 836, 270, 359, 240, box)
	return box
}

func figTimeline(n int) *Timeline {
	t := NewTimeline()
	t.More, t.Less = "ещё", "свернуть"
	t.OnMenu = func(int64, fyne.Position) {}
	t.SetItems(figItems(0, n), false)
	return t
}

func figItems(from, n int) []TimelineItem {
	kinds := []TimelineItem{
		{Icon: "phone", Ours: true, Title: "Звонок Лапиной, 12 мин", Meta: "6 ноя, Жданов", Text: "Довольна сервисом, но просит один счёт на все шесть домов. Обещал сверить с Мариной."},
		{Icon: "heart", Title: "Замер отношений", Meta: "5 ноя, анкета", Text: "Удовлетворённость 7,0. Доверие к фирме 5,5. Причина: сроки по датчикам."},
		{Icon: "mail", Title: "Письмо от Юдина", Meta: "3 ноя, входящее", Text: "Прислал журнал аварий за квартал: 4 остановки в корпусе «Озёрный». Просит назвать срок замены датчиков, людей, которые приедут, и сказать, что делать до тех пор с насосом."},
		{Icon: "down", Title: "Стадия: с «Сторонника» на «Клиента»", Meta: "30 окт, Жданов", Text: "Перестали рекомендовать: ждут замену датчиков с сентября.", Chip: "спуск на одну ступень", ChipAt: "down", ChipFg: Red, ChipBg: RedSoft},
		{Icon: "meet", Ours: true, Title: "Встреча в «Озёрном»", Meta: "21 окт, Тимчук", Text: "Осмотр вентиляции с Юдиным. Составили список из семи работ до зимы."},
		{Icon: "doc", Title: "КП № 212 отправлено", Meta: "14 окт, Жданов", Text: "Сервис на год, 1 080 000 ₽. Напомнили дважды, ответа нет."},
	}
	items := make([]TimelineItem, n)
	for i := range items {
		items[i] = kinds[(from+i)%len(kinds)]
		items[i].Key = int64(from + i + 1)
		items[i].Month = fmt.Sprintf("Месяц %d", 1000-(from+i)/3)
	}
	return items
}

func figLineGrid() *LineGrid {
	g := NewLineGrid(
		LGColumn{ID: "code", Title: "Артикул", Width: 64, Quiet: true},
		LGColumn{ID: "name", Title: "Наименование"},
		LGColumn{ID: "qty", Title: "Кол-во", Width: 48, Align: fyne.TextAlignTrailing, Kind: LGNumber},
		LGColumn{ID: "unit", Title: "Ед.", Width: 36, Quiet: true},
		LGColumn{ID: "price", Title: "Цена, ₽", Width: 80, Align: fyne.TextAlignTrailing, Kind: LGNumber},
		LGColumn{ID: "off", Title: "Скидка", Width: 48, Align: fyne.TextAlignTrailing, Kind: LGNumber},
		LGColumn{ID: "vat", Title: "НДС", Width: 52, Align: fyne.TextAlignTrailing, Quiet: true, Fixed: true},
		LGColumn{ID: "sum", Title: "Сумма, ₽", Width: 88, Align: fyne.TextAlignTrailing, Fixed: true},
	)
	g.OnMove = func(int64, int64, int) {}
	g.OnMenu = func(int64, fyne.Position) {}
	g.OnEdit = func(int64, string, string) error { return nil }
	g.SetRows(figOffer())
	return g
}

func figLine2(key int64, code, name, qty, unit, price, off, sum string) LGRow {
	return LGRow{Key: key, Values: map[string]string{
		"code": code, "name": name, "qty": qty, "unit": unit, "price": price, "off": off, "vat": "22 %", "sum": sum,
	}}
}

func figOffer() []LGRow {
	rows := []LGRow{
		{Key: 101, Section: true, Title: "Оборудование", Total: "556 900"},
		figLine2(1, "ВУ-1200", "Приточная установка 1200 м³/ч", "1", "шт", "384 000", "5 %", "364 800"),
		figLine2(2, "ОХ-09", "Охладитель канальный 9 кВт", "1", "шт", "146 000", "5 %", "138 700"),
		figLine2(3, "ДТ-4", "Датчик температуры и влажности", "6", "шт", "8 900", "—", "53 400"),
		{Key: 102, Section: true, Title: "Работы", Total: "226 600"},
		figLine2(4, "М-01", "Монтаж воздуховодов", "84", "м", "2 150", "—", "180 600"),
		figLine2(5, "М-07", "Пусконаладка с протоколом", "1", "усл", "46 000", "—", "46 000"),
		{Key: 103, Section: true, Title: "По выбору", Note: "не входит в итог, пока не отмечено"},
		figLine2(6, "УФ-2", "Обеззараживание воздуха, 2 секции", "2", "шт", "39 500", "—", "79 000"),
		figLine2(8, "УФ-3", "Лампа запасная", "2", "шт", "500", "—", "1 000"),
		{Key: 104, Section: true, Title: "Каждый месяц", Note: "отдельный итог", Total: "18 500"},
		figLine2(7, "О-12", "Обслуживание с выездом, 12 месяцев, и всё прочее без ограничения", "1", "мес", "18 500", "—", "18 500"),
	}
	rows[8].Optional, rows[8].Faint = true, true
	rows[9].Optional, rows[9].Taken = true, true
	rows[11].Monthly = true
	return rows
}

// figPaper lays out a dense sheet of so many lines the way an offer looks.
func figPaper(lines int, edited string) *page.Document {
	doc := &page.Document{Width: 210, Height: 297}
	var marks []any
	text := func(x, y float64, s string, f page.Face, size float64, tag string) {
		width := pageWidth(s, f, size)
		marks = append(marks, page.Text{X: x, Y: y, S: s, Face: f, Size: size, Color: 0x1A2330, Width: width, Tag: tag})
	}
	flush := func() {
		doc.Pages = append(doc.Pages, page.Page{Marks: marks})
		marks = nil
	}
	marks = append(marks, page.Rect{X: 15, Y: 12, W: 12, H: 12, Fill: 0x2B4DA6, Filled: true},
		page.Circle{X: 21, Y: 18, R: 3.5, Stroke: 0xFFFFFF, Thick: 0.8},
		page.Line{X1: 15, Y1: 30, X2: 195, Y2: 30, Thick: 0.7, Color: 0x2B4DA6})
	text(31, 17, "Тёплый Контур", page.Bold, 12, "")
	text(31, 22, "Вентиляція, опалення, обслуговування: її і клієнт", page.Regular, 8, "")
	text(15, 44, "Коммерческое предложение № 221", page.Bold, 16, "")
	text(15, 50, "от 24 ноября 2026 г., действует до 15 декабря 2026 г.", page.Italic, 8, "")
	y := 62.0
	for i := 1; i <= lines; i++ {
		tag := fmt.Sprintf("line:%d", i)
		name := fmt.Sprintf("Приточная установка, исполнение %d, 1200 м³/ч, с автоматикой", i)
		if i == 3 {
			name += edited
		}
		text(17, y, fmt.Sprint(i), page.Regular, 8, tag)
		text(24, y, name, page.Regular, 8, tag)
		text(130, y, "84 м", page.Regular, 8, tag)
		text(150, y, "384 000,00", page.Regular, 8, tag)
		text(178, y, "364 800,00", page.Bold, 8, tag)
		marks = append(marks, page.Line{X1: 15, Y1: y + 2.2, X2: 195, Y2: y + 2.2, Thick: 0.15, Color: 0xC9D0DA})
		y += 7
		if y > 280 {
			flush()
			y = 20
		}
	}
	marks = append(marks, page.Poly{Points: []page.Point{{X: 15, Y: y}, {X: 25, Y: y}, {X: 20, Y: y + 8}}, Fill: 0x3F9B58, Filled: true},
		page.Line{X1: 40, Y1: y + 5, X2: 90, Y2: y + 5, Thick: 0.3, Color: 0x465264, Dash: []float64{2, 1}},
		page.Line{X1: 100, Y1: y, X2: 120, Y2: y + 8, Thick: 0.4, Color: 0xB3282D})
	flush()
	return doc
}

func pageWidth(s string, f page.Face, size float64) float64 {
	pageFonts.mu.Lock()
	defer pageFonts.mu.Unlock()
	face, _ := pageFonts.face(f)
	sum := 0.0
	for _, r := range s {
		sum += pageFonts.em(face, r)
	}
	return sum * size * mmPerPoint
}

func TestShotFigures(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) { Shot(t, figSheet(), 1222, 560, "figures"+suffix) })
}

func TestShotTimeline(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		line := figTimeline(60)
		line.unfolded[9] = true
		box := container.NewStack(canvas.NewRectangle(C(Surface)), line)
		win := stage(t, box, 430, 640)
		line.hoverAt(1)
		line.walk(3)
		line.focused = true
		line.renew()
		shotWindow(t, win, "timeline"+suffix)
	})
}

func TestShotLineGrid(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		g := figLineGrid()
		g.OnEdit = func(int64, string, string) error { return fmt.Errorf("скидка не больше 40 %%") }
		box := container.NewStack(canvas.NewRectangle(C(Surface)), g)
		win := stage(t, box, 767, 500)
		g.SetCollapsed(102, true)
		shotWindow(t, win, "linegrid"+suffix)
		g.Edit(2, "off")
		shotWindow(t, win, "linegrid-edit"+suffix)
		g.edit.field.SetText("78 %")
		g.commit()
		shotWindow(t, win, "linegrid-fault"+suffix)
		g.closeEdit()
		g.press = lgPress{key: 3, at: fyne.NewPos(12, 150), lead: true}
		g.Dragged(figDragTo(120, 330))
		shotWindow(t, win, "linegrid-drag"+suffix)
		g.cancelDrag()
	})
}

func TestShotPageView(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		v := NewPageView()
		v.loader.Sync = true
		win := stage(t, v, 472, 787)
		v.SetDocument(figPaper(32, ""))
		v.ScrollToTag("line:3")
		shotWindow(t, win, "pageview"+suffix)
		v.SetZoom(150)
		v.GoTo(2)
		shotWindow(t, win, "pageview-150"+suffix)
	})
}

func figDragTo(x, y float32) *fyne.DragEvent {
	return &fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}}
}
