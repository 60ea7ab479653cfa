package paper

import "errors"

// A QR code as ISO/IEC 18004 has it: bytes only, versions 1 to 20, levels M and Q. Payments need no more, and twenty
// versions are as many as can be printed with modules a telephone reads.

// errCodeLong is returned for bytes that no version holds.
var errCodeLong = errors.New("too long for a code")

// eccLevel is how much of a code may be covered or spoilt.
type eccLevel int

const (
	eccM eccLevel = iota // 15 %
	eccQ                 // 25 %
)

// formatBits are the two bits by which a code tells its level.
var formatBits = [...]int{eccM: 0, eccQ: 3}

const mostVersion = 20

// eccPerBlock and eccBlocks are the check words of a block and the number of blocks by level and version (ISO/IEC 18004,
// table 9).
var (
	eccPerBlock = [...][mostVersion + 1]int{
		eccM: {0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26},
		eccQ: {0, 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30},
	}
	eccBlocks = [...][mostVersion + 1]int{
		eccM: {0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16},
		eccQ: {0, 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20},
	}
)

// qrCode is a square of modules, true for black, without its quiet zone.
type qrCode struct {
	version, size int
	black, fixed  [][]bool // fixed: finders, timing, alignment and what the code says of itself
}

// encodeQR makes the smallest code of at least a version that holds some bytes.
func encodeQR(data []byte, level eccLevel, least int) (*qrCode, error) {
	for version := max(least, 1); version <= mostVersion; version++ {
		if words := dataWords(version, level); 4+countBits(version)+8*len(data) <= 8*words {
			q := newQR(version)
			q.place(interleaved(padded(data, version, words), version, level))
			q.mask(level)
			return q, nil
		}
	}
	return nil, errCodeLong
}

func countBits(version int) int {
	if version < 10 {
		return 8
	}
	return 16
}

// rawModules is how many modules of a version are left for data and checks.
func rawModules(version int) int {
	n := (16*version+128)*version + 64
	if version >= 2 {
		aligned := version/7 + 2
		n -= (25*aligned-10)*aligned - 55
		if version >= 7 {
			n -= 36
		}
	}
	return n
}

func dataWords(version int, level eccLevel) int {
	return rawModules(version)/8 - eccPerBlock[level][version]*eccBlocks[level][version]
}

// bitString collects bits into words.
type bitString struct {
	words []byte
	n     int
}

func (b *bitString) put(value, bits int) {
	for i := bits - 1; i >= 0; i-- {
		if b.n%8 == 0 {
			b.words = append(b.words, 0)
		}
		b.words[b.n/8] |= byte(value>>i&1) << (7 - b.n%8)
		b.n++
	}
}

// padded is the data with its mode and length, filled up to all the words of the version.
func padded(data []byte, version, words int) []byte {
	var b bitString
	b.put(4, 4) // bytes
	b.put(len(data), countBits(version))
	for _, c := range data {
		b.put(int(c), 8)
	}
	b.put(0, min(4, 8*words-b.n))
	for pad := 0; len(b.words) < words; pad++ {
		b.words = append(b.words, [...]byte{0xec, 0x11}[pad%2])
	}
	return b.words
}

// interleaved cuts the words into blocks, adds the checks of each and deals both out block by block.
func interleaved(words []byte, version int, level eccLevel) []byte {
	checks, blocks := eccPerBlock[level][version], eccBlocks[level][version]
	short, long := len(words)/blocks, len(words)%blocks // the last ones have a word more
	divisor := rsDivisor(checks)
	data, ecc := make([][]byte, blocks), make([][]byte, blocks)
	for i := range blocks {
		n := short
		if i >= blocks-long {
			n++
		}
		data[i], words = words[:n], words[n:]
		ecc[i] = rsRemainder(data[i], divisor)
	}
	return append(dealt(data), dealt(ecc)...)
}

func dealt(blocks [][]byte) []byte {
	var out []byte
	for i := range blocks[len(blocks)-1] {
		for _, b := range blocks {
			if i < len(b) {
				out = append(out, b[i])
			}
		}
	}
	return out
}

// gfTimes multiplies in the field of 256 elements with the polynomial 0x11d.
func gfTimes(x, y byte) byte {
	z := 0
	for i := 7; i >= 0; i-- {
		z = z<<1 ^ z>>7*0x11d
		z ^= int(y>>i&1) * int(x)
	}
	return byte(z)
}

// rsDivisor is the generator of Reed and Solomon of a degree, highest power first, the leading 1 left out.
func rsDivisor(degree int) []byte {
	d := make([]byte, degree)
	d[degree-1] = 1
	root := byte(1)
	for range degree {
		for j := range d {
			d[j] = gfTimes(d[j], root)
			if j+1 < len(d) {
				d[j] ^= d[j+1]
			}
		}
		root = gfTimes(root, 2)
	}
	return d
}

func rsRemainder(data, divisor []byte) []byte {
	rest := make([]byte, len(divisor))
	for _, b := range data {
		factor := b ^ rest[0]
		copy(rest, rest[1:])
		rest[len(rest)-1] = 0
		for i, d := range divisor {
			rest[i] ^= gfTimes(d, factor)
		}
	}
	return rest
}
