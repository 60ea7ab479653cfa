package trade

import (
	"crypto/sha256"
	"encoding/hex"

	"rapport/app/crm"
)

// SentPaper is the very paper that left the house with a version of an offer. It bears the offer's id and never changes.
type SentPaper struct {
	Offer OfferID `json:"offer"`
	Day   crm.Day `json:"day"`
	File  string  `json:"file"` // name it was given
	Pages int     `json:"pages"`
	Hash  string  `json:"hash"` // SHA-256 of the PDF, in hexadecimal digits
	PDF   []byte  `json:"-"`    // kept once by its hash, beside the journal
}

// KeepPaper makes the record of a paper that leaves the house.
func KeepPaper(o Offer, day crm.Day, file string, pages int, pdf []byte) SentPaper {
	return SentPaper{Offer: o.ID, Day: day, File: file, Pages: pages, Hash: PaperHash(pdf), PDF: pdf}
}

// PaperHash is the SHA-256 of a paper in hexadecimal digits.
func PaperHash(pdf []byte) string {
	sum := sha256.Sum256(pdf)
	return hex.EncodeToString(sum[:])
}

// Noun names the sent paper for the journal.
func (p SentPaper) Noun() crm.Noun { return crm.NounSentPaper }

// Key is the id of the offer.
func (p SentPaper) Key() int64 { return int64(p.Offer) }

// About is nobody: the offer tells whose it is.
func (p SentPaper) About() crm.ClientID { return 0 }
