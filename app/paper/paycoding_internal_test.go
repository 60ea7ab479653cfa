package paper

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"rapport/app/crm"
	"rapport/app/money"
)

// payments are one of each scheme, with names and purposes of so many Cyrillic letters.
func payments(letters int) map[PayScheme]Payment {
	name := strings.Repeat("Ю", letters)
	return map[PayScheme]Payment{
		PayRussia: {Payee: name, Sum: money.New(1234500, money.RUB), Purpose: name, To: crm.Requisites{Account: "40702810000000012345", Bank: "АО «Банк Верхнедольский»", BIK: "040000777",
			Corr: "30101810900000000777", INN: "9876543210", KPP: "987601001"}},
		PayUkraine: {Payee: name, Sum: money.New(5914, money.UAH), Purpose: name, To: crm.Requisites{IBAN: "UA469999990000026001234567890", EDRPOU: "98765438"}},
		PayEurope:  {Payee: strings.Repeat("o", letters), Sum: money.New(1230, money.EUR), Purpose: "Offer 33", To: crm.Requisites{IBAN: "DE89370400440532013000"}},
	}
}

// TestLongNamesStillMakeACode proves that names as long as their scheme takes make a code whose modules can be read, and
// that short ones are written the usual way.
func TestLongNamesStillMakeACode(t *testing.T) {
	for letters := 1; letters <= 160; letters++ {
		for scheme, p := range payments(letters) {
			if most := map[PayScheme]int{PayRussia: 160, PayUkraine: 70, PayEurope: 70}[scheme]; letters > most {
				continue
			}
			c := &payCode{scheme: scheme}
			if err := c.draw(p); err != nil {
				t.Errorf("%s, %d letters: %v", scheme, letters, err)
				continue
			}
			if c.module() < leastModule || c.code.version < leastVersion(scheme) {
				t.Errorf("%s, %d letters: version %d, modules of %.2f mm", scheme, letters, c.code.version, c.module())
			}
			text, err := p.Payload(scheme)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(readBack(t, c.code)); letters < 40 && got != text {
				t.Errorf("%s, %d letters, says %q", scheme, letters, got)
			}
		}
	}
}

// TestWindowsPayloads holds the exact texts of the second character set, of which only the letters and the word for the set
// are others.
func TestWindowsPayloads(t *testing.T) {
	p := payments(3)
	ru, err := p[PayRussia].payload(PayRussia, inWindows1251)
	want, _ := charmap.Windows1251.NewEncoder().String("ST00011|Name=ЮЮЮ|PersonalAcc=40702810000000012345|BankName=АО «Банк Верхнедольский»|BIC=040000777|CorrespAcc=30101810900000000777|" +
		"Sum=1234500|Purpose=ЮЮЮ|PayeeINN=9876543210|KPP=987601001")
	if err != nil || ru != want {
		t.Errorf("%q, %v", ru, err)
	}
	uk, err := p[PayUkraine].payload(PayUkraine, inWindows1251)
	lines, bad := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(uk, nbuHost))
	if want := "BCD\n002\n2\nUCT\n\n\xde\xde\xde\nUA469999990000026001234567890\nUAH59.14\n98765438\n\n\n\xde\xde\xde\n\n"; err != nil || bad != nil || string(lines) != want {
		t.Errorf("%q, %v, %v", lines, err, bad)
	}
	odd := p[PayUkraine]
	odd.Payee = "漢"
	if _, err := odd.payload(PayUkraine, inWindows1251); err == nil {
		t.Error("a sign that the set lacks passed")
	}
}

// TestSignCoversLittle proves for every code the sign may stand in that it covers no more than half of what correction
// brings back in any block, so that the other half is left for dirt.
func TestSignCoversLittle(t *testing.T) {
	for _, level := range []eccLevel{eccQ, eccM} {
		for version := 10; version <= mostVersion; version++ {
			q, err := encodeQR([]byte("x"), level, version)
			if err != nil {
				t.Fatal(err)
			}
			field := (&payCode{scheme: PayUkraine, code: q}).freeField()
			hit := map[int]bool{}
			for i, at := range q.path() {
				if field.holds(at[0], at[1]) {
					hit[i/8] = true
				}
			}
			blocks, checks := eccBlocks[level][version], eccPerBlock[level][version]
			data := dataWords(version, level)
			spoilt := make([]int, blocks)
			for word := range hit {
				spoilt[blockOf(word, data, blocks)]++
			}
			for b, n := range spoilt {
				if n > checks/2/2 {
					t.Errorf("version %d level %d: the sign spoils %d words of block %d, which brings back %d", version, level, n, b, checks/2)
				}
			}
		}
	}
}

// blockOf is the block that a word of the interleaved words belongs to.
func blockOf(word, data, blocks int) int {
	if word >= data {
		return (word - data) % blocks
	}
	short := data / blocks
	if word < short*blocks {
		return word % blocks
	}
	return blocks - data%blocks + word - short*blocks // the long ones have a word more
}

// TestAnotherReaderReadsTheCodes hands the codes, with their field for the sign all black, to another program.
func TestAnotherReaderReadsTheCodes(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg is not installed")
	}
	for _, letters := range []int{5, 30, 50, 70} {
		for scheme, p := range payments(letters) {
			c := &payCode{scheme: scheme}
			if err := c.draw(p); err != nil {
				t.Fatal(scheme, err)
			}
			file := filepath.Join(t.TempDir(), "code.png")
			if err := os.WriteFile(file, raster(t, c), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("zbarimg", "--quiet", "--nodbus", "--raw", "-Sbinary", file).Output()
			if err != nil {
				t.Errorf("%s, %d letters: not read: %v", scheme, letters, err)
				continue
			}
			if want := readBack(t, c.code); !bytes.Equal(out, want) {
				t.Errorf("%s, %d letters, reads\n%q\nwant\n%q", scheme, letters, out, want)
			}
		}
	}
}

// raster is a code of four dots a module in its quiet zone.
func raster(t *testing.T, c *payCode) []byte {
	t.Helper()
	const dots = 4
	side := (c.code.size + 2*quietZone) * dots
	m := image.NewGray(image.Rect(0, 0, side, side))
	field := c.freeField()
	for y := range side {
		for x := range side {
			row, col := y/dots-quietZone, x/dots-quietZone
			m.SetGray(x, y, color.Gray{255})
			if row >= 0 && col >= 0 && row < c.code.size && col < c.code.size && (c.code.black[row][col] || field.holds(col, row)) {
				m.SetGray(x, y, color.Gray{})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(fmt.Errorf("raster: %w", err))
	}
	return b.Bytes()
}
