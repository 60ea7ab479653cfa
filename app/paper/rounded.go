package paper

import "regexp"

// How rectangles of SVG and their radii are written.
var (
	svgRect  = regexp.MustCompile(`<(?:\w+:)?rect\b(?:[^>"']|"[^"]*"|'[^']*')*>`)
	svgRound = regexp.MustCompile(`\sr([xy])\s*=\s*("[^"]*"|'[^']*')`)
)

// roundedBoth gives rectangles with one radius the other one, which SVG takes to be equal; the reader of SVG takes it to be
// none, and draws the corners square.
func roundedBoth(data []byte) []byte {
	return svgRect.ReplaceAllFunc(data, func(tag []byte) []byte {
		radii := svgRound.FindAllSubmatchIndex(tag, -1)
		if len(radii) != 1 {
			return tag
		}
		at := radii[0]
		other := map[byte]string{'x': " ry=", 'y': " rx="}[tag[at[2]]]
		out := append([]byte(nil), tag[:at[1]]...)
		out = append(append(out, other...), tag[at[4]:at[5]]...)
		return append(out, tag[at[1]:]...)
	})
}
