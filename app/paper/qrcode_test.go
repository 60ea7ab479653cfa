package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestCodesReadBack reads the bytes out of the modules by the standard, as a telephone does, for every version and level.
func TestCodesReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[int]bool{}
	for _, level := range []eccLevel{eccM, eccQ} {
		for version := 1; version <= mostVersion; version++ {
			most := dataWords(version, level) - 1 - countBits(version)/8 - 1
			for _, n := range []int{most, most / 2, most + 1} {
				data := make([]byte, n)
				for i := range data {
					data[i] = byte(r.UintN(256))
				}
				q, err := encodeQR(data, level, version)
				if n > most {
					if n = dataWords(version, level) - countBits(version)/8; n == most+1 && err == nil && q.version != version {
						t.Errorf("version %d level %d does not hold %d bytes", version, level, most+1)
					}
					continue
				}
				if err != nil || q.version != version || q.size != 17+4*version {
					t.Fatalf("version %d level %d: %v", version, level, err)
				}
				seen[q.version] = true
				if got := readBack(t, q); !bytes.Equal(got, data) {
					t.Errorf("version %d level %d: %x, want %x", version, level, got, data)
				}
			}
		}
	}
	if len(seen) != mostVersion {
		t.Errorf("versions %v", seen)
	}
}

func TestCodeTooLong(t *testing.T) {
	for level, most := range map[eccLevel]int{eccM: 666, eccQ: 482} { // table 7 of the standard
		if q, err := encodeQR(make([]byte, most), level, 1); err != nil || q.version != mostVersion {
			t.Errorf("level %d: %v", level, err)
		}
		if _, err := encodeQR(make([]byte, most+1), level, 1); !errors.Is(err, errCodeLong) {
			t.Errorf("level %d: %v", level, err)
		}
	}
}

// readBack undoes the encoding: format, mask, order of modules, blocks with their checks, mode and length.
func readBack(t *testing.T, q *qrCode) []byte {
	t.Helper()
	format := 0
	for i := 14; i >= 0; i-- {
		x, y := 8, i
		switch {
		case i == 6:
			y = 7
		case i == 7:
			x, y = 8, 8
		case i == 8:
			x, y = 7, 8
		case i > 8:
			x, y = 14-i, 8
		}
		format <<= 1
		if q.black[y][x] {
			format |= 1
		}
	}
	format ^= 0x5412
	level := map[int]eccLevel{0: eccM, 3: eccQ}[format>>13]
	mask := format >> 10 & 7
	var words []byte
	for n, at := range q.path() {
		x, y := at[0], at[1]
		if n%8 == 0 {
			words = append(words, 0)
		}
		words[n/8] <<= 1
		if q.black[y][x] != masked(mask, x, y) {
			words[n/8] |= 1
		}
	}
	return payload(t, q.version, level, words)
}

// path is the places of the bits in their order, as a reader takes them.
func (q *qrCode) path() (all [][2]int) {
	for right := q.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		up := (q.size-1-right)/2%2 == 0
		if right < 6 {
			up = (q.size-2-right)/2%2 == 0
		}
		for i := range q.size {
			y := i
			if up {
				y = q.size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !q.fixed[y][x] {
					all = append(all, [2]int{x, y})
				}
			}
		}
	}
	return all
}

func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (y+x)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (y+x)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return y*x%2+y*x%3 == 0
	case 6:
		return (y*x%2+y*x%3)%2 == 0
	}
	return ((y+x)%2+y*x%3)%2 == 0
}

// payload sorts the words back into their blocks and proves each by its syndromes, which must all be nought.
func payload(t *testing.T, version int, level eccLevel, words []byte) []byte {
	t.Helper()
	checks, n := eccPerBlock[level][version], eccBlocks[level][version]
	data := rawModules(version)/8 - checks*n
	blocks := make([][]byte, n)
	for i, at := 0, 0; at < data; i++ {
		for b := range n {
			if i < data/n || i == data/n && b >= n-data%n {
				blocks[b] = append(blocks[b], words[at])
				at++
			}
		}
	}
	var all []byte
	for b := range n {
		all = append(all, blocks[b]...)
		for i := range checks {
			blocks[b] = append(blocks[b], words[data+i*n+b])
		}
		for root, i := byte(1), 0; i < checks; i++ {
			sum := byte(0)
			for _, w := range blocks[b] {
				sum = gfTimes(sum, root) ^ w
			}
			if sum != 0 {
				t.Fatalf("version %d: block %d is spoilt", version, b)
			}
			root = gfTimes(root, 2)
		}
	}
	bits := func(from, n int) (v int) {
		for i := from; i < from+n; i++ {
			v = v<<1 | int(all[i/8]>>(7-i%8)&1)
		}
		return v
	}
	if bits(0, 4) != 4 {
		t.Fatalf("mode %d", bits(0, 4))
	}
	count := countBits(version)
	out := make([]byte, bits(4, count))
	for i := range out {
		out[i] = byte(bits(4+count+8*i, 8))
	}
	return out
}

// The modules of some codes, compared with those of another encoder.
func TestKnownCodes(t *testing.T) {
	for _, c := range []struct {
		n     int
		level eccLevel
		want  string
	}{{1, eccM, "a2746e89f0f42db6"}, {20, eccQ, "e1fd3c8dc4952f7f"}, {34, eccM, "4336339b9d35a8b3"}, {30, eccQ, "aa0f72d7a770839a"}} {
		q, err := encodeQR([]byte(strings.Repeat("рахунок", c.n)), c.level, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := printOf(q.black); got != c.want {
			t.Errorf("%d, version %d: %s", c.n, q.version, got)
		}
	}
}

// printOf is a short print of the modules.
func printOf(modules [][]bool) string {
	var b strings.Builder
	for _, row := range modules {
		for _, on := range row {
			b.WriteByte(map[bool]byte{true: '1', false: '0'}[on])
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}
