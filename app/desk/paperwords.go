package desk

import "rapport/app/text"

// PaperWords speaks the language a paper is written in, for words that are put into it.
func (d *Desk) PaperWords(lang string) *text.Tongue { return d.Words.In(text.Lang(lang)) }
