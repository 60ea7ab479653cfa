package kit

import (
	"image/color"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rapport/assets"
)

// Size names of the window that Fyne does not have.
const (
	SizeDense  fyne.ThemeSizeName = "rapport.dense"  // 12: dense rows, evidence, filters
	SizeFigure fyne.ThemeSizeName = "rapport.figure" // 28: the one big figure of a view
)

// dark tells which half of the palette is shown; the shell sets it through NewTheme.
var dark atomic.Bool

// C returns the colour of a token in the present theme.
func C(t Token) color.Color {
	v := palette[t]
	if dark.Load() {
		return rgb(v[1])
	}
	return rgb(v[0])
}

// Dark reports whether the dark half of the palette is shown.
func Dark() bool { return dark.Load() }

// Theme is the look of Rapport: own colours, sizes and the Noto Sans that keeps the dot of Ukrainian «і».
type Theme struct {
	fyne.Theme
}

// NewTheme makes the light or the dark theme and turns every token to it.
func NewTheme(darkSide bool) *Theme {
	dark.Store(darkSide)
	return &Theme{Theme: theme.DefaultTheme()}
}

// face is a shipped face as a resource of the toolkit, read when it is first needed.
type face struct {
	name    string
	content func() []byte
}

func newFace(style string) fyne.Resource {
	return &face{"NotoSans-" + style + ".ttf", sync.OnceValue(func() []byte { return assets.Font(style) })}
}

// Name is the name of the file.
func (f *face) Name() string { return f.name }

// Content is the content of the file.
func (f *face) Content() []byte { return f.content() }

var faceRegular, faceBold, faceItalic = newFace("Regular"), newFace("Bold"), newFace("Italic")

// facesRead is closed when the faces are read; nil when nobody began to read them.
var facesRead chan struct{}

// ReadFaces reads the faces that every window needs in the background. The toolkit measures texts on one goroutine at a
// time only: AwaitFaces has to be called before the first text is made.
func ReadFaces() {
	done := make(chan struct{})
	facesRead = done
	Serve(func() {
		defer close(done)
		for _, style := range []Style{Body, Body | Bold} {
			style.measure("i")
		}
	})
}

// AwaitFaces waits until the faces are read.
func AwaitFaces() {
	if facesRead != nil {
		<-facesRead
	}
}

// Font answers with the shipped faces; monospace and symbols stay Fyne's.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace || s.Symbol:
		return t.Theme.Font(s)
	case s.Bold:
		return faceBold
	case s.Italic:
		return faceItalic
	}
	return faceRegular
}

// fyneColors maps Fyne's colour names to tokens, so that stock parts blend in.
var fyneColors = map[fyne.ThemeColorName]Token{
	theme.ColorNameBackground:          Bg,
	theme.ColorNameInputBackground:     Surface,
	theme.ColorNameButton:              Surface,
	theme.ColorNameMenuBackground:      Surface,
	theme.ColorNameOverlayBackground:   Surface,
	theme.ColorNameHeaderBackground:    Sunken,
	theme.ColorNameHover:               Sunken,
	theme.ColorNameSeparator:           Line,
	theme.ColorNameInputBorder:         Line2,
	theme.ColorNameScrollBar:           Line2,
	theme.ColorNameScrollBarBackground: Bg,
	theme.ColorNameForeground:          Text,
	theme.ColorNamePlaceHolder:         Text3,
	theme.ColorNameDisabled:            Text3,
	theme.ColorNameDisabledButton:      Sunken,
	theme.ColorNameHyperlink:           Accent,
	theme.ColorNamePrimary:             AccentFill,
	theme.ColorNameForegroundOnPrimary: OnAccent,
	theme.ColorNameSelection:           AccentSoft,
	theme.ColorNamePressed:             AccentSoft,
	theme.ColorNameFocus:               AccentLine,
	theme.ColorNameSuccess:             GreenFill,
	theme.ColorNameWarning:             AmberFill,
	theme.ColorNameError:               RedFill,
}

// Color answers Fyne's names out of the palette; the variant asked for is ignored, the program has its own switch.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if tok, ok := fyneColors[n]; ok {
		return C(tok)
	}
	if n == theme.ColorNameShadow {
		return color.NRGBA{A: shadowAlpha()}
	}
	if dark.Load() {
		return t.Theme.Color(n, theme.VariantDark)
	}
	return t.Theme.Color(n, theme.VariantLight)
}

func shadowAlpha() uint8 {
	if dark.Load() {
		return 0x99
	}
	return 0x38
}

// fyneSizes are the sizes of look.md §3 and §4, in units.
var fyneSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameCaptionText:        11,
	SizeDense:                        12,
	theme.SizeNameText:               13,
	theme.SizeNameSubHeadingText:     16,
	theme.SizeNameHeadingText:        20,
	SizeFigure:                       28,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       8,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameScrollBar:          8,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameScrollBarRadius:    2,
	theme.SizeNameInlineIcon:         16,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameSelectionRadius:    6,
}

// Size answers in units; UI scale is the window's matter, not the theme's.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := fyneSizes[n]; ok {
		return s
	}
	return t.Theme.Size(n)
}
