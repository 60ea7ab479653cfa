package settings

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/page"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// lookCard is logo, colour, type and the size of the sheet.
func (h *templateSheet) lookCard() fyne.CanvasObject {
	t := h.s.env.T
	var fonts []kit.Option
	for _, f := range trade.FontFamilies {
		fonts = append(fonts, kit.Option{ID: f.Word(), Label: t.T("trade.font." + f.Word())})
	}
	font := kit.NewSelect(fonts, func(id string) {
		i := slices.IndexFunc(trade.FontFamilies, func(f trade.FontFamily) bool { return f.Word() == id })
		h.now.Font = trade.FontFamilies[max(i, 0)]
		h.changed()
	})
	font.SetValue(h.now.Font.Word())
	size := kit.NewSegmented(func(i int) { h.now.Letter = i == 1; h.changed() }, "A4", "Letter")
	if h.now.Letter {
		size.SetChosen(1)
	}
	return kit.NewCard(t.T("settings.template.look"), kit.VBox(14,
		labelled(t.T("settings.template.logo"), h.picture(150, 64, &h.now.Logo)), h.accent(),
		labelled(t.T("settings.template.font"), font), labelled(t.T("settings.template.sheet"), kit.Left(size))))
}

// accent is the colour: the firm's own, one of those offered, or one typed.
func (h *templateSheet) accent() fyne.CanvasObject {
	t := h.s.env.T
	var swatches []kit.Swatch
	for _, c := range trade.Accents {
		rgb, _ := strconv.ParseUint(c, 16, 32) // a constant
		swatches = append(swatches, kit.Swatch{Color: color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255}, Label: "#" + c})
	}
	own := kit.NewEntry(t.T("settings.template.colour.own"))
	own.SetValue(h.now.Accent)
	h.colour = kit.NewSwatches(swatches, func(i int) {
		own.SetValue(trade.Accents[i])
		h.now.Accent = trade.Accents[i]
		h.changed()
	})
	h.colour.SetChosen(slices.Index(trade.Accents, h.now.Accent))
	h.hex = kit.NewForm(1, kit.Field{ID: "accent", Label: t.T("settings.template.colour.hex"), Input: own, Hint: t.T("settings.template.colour.hint"), Check: func(v string) (kit.Level, string) {
		switch hex, ok := hexColour(v); {
		case !ok:
			return kit.Error, t.T("desk.template.colour")
		case hex != "" && faint(hex):
			return kit.Warning, t.T("settings.template.colour.faint")
		}
		return kit.Good, ""
	}})
	own.OnInput(func() {
		hex, ok := hexColour(own.Value())
		h.colour.SetChosen(slices.Index(trade.Accents, hex))
		if ok && h.now.Accent != hex {
			h.now.Accent = hex
			h.changed()
		}
	})
	return kit.VBox(8, kit.NewText(t.T("settings.template.colour"), kit.Dense, kit.Text2), h.colour, h.hex)
}

// leastContrast is what a colour needs against white to be read.
const leastContrast = 4.5

// faint tells a colour that papers darken before they use it.
func faint(hex string) bool {
	rgb, err := strconv.ParseUint(hex, 16, 32)
	return err == nil && page.Color(rgb).Contrast() < leastContrast
}

// hexColour reads a colour of six signs; none is the firm's own.
func hexColour(v string) (hex string, ok bool) {
	v = strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(v), "#"))
	if v == "" {
		return "", true
	}
	_, err := strconv.ParseUint(v, 16, 32)
	return v, err == nil && len(v) == 6
}

// picture is a place for one of the template's pictures.
func (h *templateSheet) picture(width, height float32, id *trade.PictureID) fyne.CanvasObject {
	box := parts.NewPictureBox(h.s.env, &h.s.loader, h.s.desk, width, height, func(p trade.Picture) {
		*id = p.ID
		h.pictures[p.ID] = p.Bytes
		h.changed()
	})
	box.Show(h.pictures[*id])
	return box.Object()
}

// fillBlocks lists the blocks with their switches and order.
func (h *templateSheet) fillBlocks() {
	t := h.s.env.T
	h.blocks.Objects = nil
	for i, b := range h.now.Blocks {
		on := kit.NewCheck(t.T("trade.block."+string(b.Kind)), func(on bool) {
			h.now.Blocks = slices.Clone(h.now.Blocks)
			h.now.Blocks[i].Off = !on
			h.changed()
		})
		on.SetChecked(!b.Off)
		up := kit.NewIconButton("up", t.T("settings.up"), func() { h.moveBlock(i, i-1) })
		down := kit.NewIconButton("down", t.T("settings.down"), func() { h.moveBlock(i, i+1) })
		up.SetEnabled(i > 0)
		down.SetEnabled(i < len(h.now.Blocks)-1)
		row := kit.HBox(4, kit.Grow(on), up, down)
		if b.Kind == trade.BlockSheets {
			plain := kit.NewCheck(t.T("settings.template.sheets.pictures"), func(on bool) { h.now.Bare = !on; h.changed() })
			plain.SetChecked(!h.now.Bare)
			h.blocks.Add(row)
			h.blocks.Add(kit.Pad(plain, 24, 0, 0, 2))
			continue
		}
		h.blocks.Add(row)
	}
	h.blocks.Refresh()
	if h.scroll != nil {
		h.scroll.Refit()
	}
}

func (h *templateSheet) moveBlock(i, to int) {
	h.now.Blocks = slices.Clone(h.now.Blocks)
	h.now.Blocks[i], h.now.Blocks[to] = h.now.Blocks[to], h.now.Blocks[i]
	h.fillBlocks()
	h.changed()
}

// coverCard is the page before the offer; its words stand among the texts.
func (h *templateSheet) coverCard() fyne.CanvasObject {
	t := h.s.env.T
	on := kit.NewCheck(t.T("settings.template.cover.on"), func(on bool) {
		h.now.Cover = on
		h.fillTexts()
		h.changed()
	})
	on.SetChecked(h.now.Cover)
	return kit.NewCard(t.T("settings.template.cover"), kit.VBox(12, on, labelled(t.T("settings.template.cover.art"), h.picture(150, 90, &h.now.CoverArt))))
}

// scansCard is the signature and the stamp.
func (h *templateSheet) scansCard() fyne.CanvasObject {
	t := h.s.env.T
	return kit.NewCard(t.T("settings.template.scans"), kit.VBox(14, kit.NewWrap(t.T("settings.template.scans.hint"), kit.Dense, kit.Text3, 0),
		h.scan("settings.template.signature", &h.now.Signature, 40, trade.MaxSignature), h.scan("settings.template.stamp", &h.now.Stamp, 40, trade.MaxStamp)))
}

func (h *templateSheet) scan(label string, scan *trade.Scan, usual, most float64) fyne.CanvasObject {
	t := h.s.env.T
	on := kit.NewCheck(t.T(label), func(on bool) { scan.On = on; h.changed() })
	on.SetChecked(scan.On)
	width := kit.NewNumberField(strconv.FormatFloat(usual, 'f', -1, 64), func(v string) (string, string, bool) {
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(v), ",", ".", 1), 64)
		ok := err == nil && n >= 5 && n <= most
		return v, v, ok
	}).WithSuffix(t.T("settings.template.mm"))
	if scan.Width > 0 {
		width.SetValue(t.Decimal(scan.Width, 0))
	}
	form := kit.NewForm(2, kit.Field{ID: "width", Label: t.T("settings.template.width"), Input: width, Unreadable: t.T("settings.template.width.wrong", "Most", t.Decimal(most, 0))})
	width.OnInput(func() {
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(width.Value()), ",", ".", 1), 64)
		if err != nil {
			n = 0
		}
		scan.Width = n
		h.changed()
	})
	return kit.VBox(8, on, h.picture(150, 72, &scan.Picture), form)
}
