package kit

import "image/color"

// Token names a colour of the window: one meaning, one light and one dark value.
type Token int

// The colour tokens of the window.
const (
	Bg         Token = iota // window
	Surface                 // cards, rail, entries
	Sunken                  // table header, group header, hover row
	Well                    // board column, segmented switch, preview desk
	Track                   // empty part of bars and rings, counters, neutral chip
	SegOn                   // chosen segment
	Line                    // separators, card border
	Line2                   // control border, empty ring
	Text                    // main text
	Text2                   // secondary text
	Text3                   // captions, placeholder
	Accent                  // links, chosen text and icons, focus
	AccentFill              // primary button, check box, today cell, funnel bars
	OnAccent                // text on accent-fill
	AccentSoft              // selected row, soft button, chosen filter
	AccentLine              // drop column ring, focus halo
	M                       // exchange: text, icon
	MFill                   // edge, ladder, dot
	MSoft                   // chip
	B                       // business: text, icon
	BFill                   // edge, ladder, dot
	BSoft                   // chip
	S                       // partnership: text, icon
	SFill                   // edge, ladder, dot
	SSoft                   // chip
	Green                   // text
	GreenFill               // bar, ring
	GreenSoft               // chip
	Amber                   // text
	AmberFill               // bar, ring
	AmberSoft               // chip
	Red                     // text
	RedFill                 // bar, ring
	RedSoft                 // chip
	MPast                   // passed rung, market exchange
	BPast                   // passed rung, business
	SPast                   // passed rung, partnership
	MZone                   // idle gauge zone, exchange
	BZone                   // idle gauge zone, business
	SZone                   // idle gauge zone, partnership
	Paper                   // what is shown as it will be printed; white in both themes
)

// palette holds each token as {light, dark}, 0xRRGGBB.
var palette = map[Token][2]uint32{
	Bg:         {0xF2F4F7, 0x12161C},
	Surface:    {0xFFFFFF, 0x1B2129},
	Sunken:     {0xF8F9FB, 0x20272F},
	Well:       {0xE9ECF1, 0x181D24},
	Track:      {0xE4E8EE, 0x303A46},
	SegOn:      {0xFFFFFF, 0x313C49},
	Line:       {0xE1E5EB, 0x2D3641},
	Line2:      {0xC9D0DA, 0x46525F},
	Text:       {0x1A2330, 0xE9EDF2},
	Text2:      {0x465264, 0xB9C3CF},
	Text3:      {0x5E6A7B, 0x98A5B4},
	Accent:     {0x2B4DA6, 0x93B2FF},
	AccentFill: {0x2B4DA6, 0x4367C6},
	OnAccent:   {0xFFFFFF, 0xFFFFFF},
	AccentSoft: {0xE9EEFA, 0x24314F},
	AccentLine: {0xB9C7EA, 0x41578C},
	M:          {0x586779, 0xA9B8C9},
	MFill:      {0x6F7F92, 0x7D8DA0},
	MSoft:      {0xEBEEF2, 0x2B343F},
	B:          {0x0A6C7E, 0x63C6D6},
	BFill:      {0x0E7F93, 0x3A9DAE},
	BSoft:      {0xE0F0F3, 0x16363D},
	S:          {0x85388A, 0xDDA3E1},
	SFill:      {0x9A4A9F, 0xB272B7},
	SSoft:      {0xF5E9F6, 0x3B2740},
	Green:      {0x23773A, 0x7BD08D},
	GreenFill:  {0x3F9B58, 0x56B06C},
	GreenSoft:  {0xE5F3E8, 0x1D3625},
	Amber:      {0x8F5200, 0xF0BC5E},
	AmberFill:  {0xC9820F, 0xD99A2B},
	AmberSoft:  {0xFCF1DC, 0x3A2E17},
	Red:        {0xB3282D, 0xFF9A93},
	RedFill:    {0xD2444A, 0xE0645F},
	RedSoft:    {0xFBE9E8, 0x422322},
	MPast:      {0xBEC5CE, 0x47525F},
	BPast:      {0x93C5CE, 0x295965},
	SPast:      {0xD2AED4, 0x5F4569},
	MZone:      {0xD7DBE0, 0x363F4A},
	BZone:      {0xBCDBE1, 0x24444E},
	SZone:      {0xE3CCE4, 0x453851},
	Paper:      {0xFFFFFF, 0xFFFFFF},
}

// rgb turns 0xRRGGBB into an opaque colour.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
