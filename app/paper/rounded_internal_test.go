package paper

import "testing"

func TestOneRadiusIsBoth(t *testing.T) {
	for in, want := range map[string]string{
		`<rect x="1" rx="4" width="9"/>`:          `<rect x="1" rx="4" ry="4" width="9"/>`,
		`<rect ry='4'/>`:                          `<rect ry='4' rx='4'/>`,
		`<rect rx="4" ry="2"/>`:                   `<rect rx="4" ry="2"/>`,
		`<svg:rect id="a>b" rx = "3"></svg:rect>`: `<svg:rect id="a>b" rx = "3" ry="3"></svg:rect>`,
		`<circle rx="4"/>`:                        `<circle rx="4"/>`,
		`<rect width="4"/>`:                       `<rect width="4"/>`,
	} {
		if got := string(roundedBoth([]byte(in))); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
	points := func(svg string) int {
		d, err := readDrawing([]byte(svg))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range d.shapes {
			for _, line := range s.Rings {
				n += len(line)
			}
		}
		return n
	}
	const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect x="2" y="2" width="36" height="36" `
	square, one, both := points(head+`/></svg>`), points(head+`rx="9"/></svg>`), points(head+`rx="9" ry="9"/></svg>`)
	if one != both || one <= square {
		t.Errorf("square %d points, one radius %d, both %d", square, one, both)
	}
}
