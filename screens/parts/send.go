package parts

import (
	"context"
	"strings"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// ClientList writes clients as a route has them.
func ClientList(ids []crm.ClientID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = ID(id)
	}
	return strings.Join(words, ",")
}

// Letter is what the user's program of mail begins: to whom, about what, with which file.
type Letter struct {
	To, Subject, Text string
	File              string // attached
	Draft             string // the same letter as a file
}

// Sending is what can be done with a paper beside printing it. All of it is written into the folder of papers first.
type Sending struct {
	// Write writes the paper and returns its path.
	Write func(ctx context.Context) (string, error)
	// Letter writes the paper and the draft of a letter that bears it.
	Letter func(ctx context.Context) (Letter, error)
	// Sent is called where the user says that the paper was sent, which is asked after each way of sending; nil where it is
	// said already.
	Sent func()
}

// SendMenu offers to send a paper by mail, to show it in its folder and to print it.
func SendMenu(env *Env, l *kit.Loader, s Sending) []kit.MenuItem {
	t := env.T
	return []kit.MenuItem{
		{Icon: "mail", Label: t.T("parts.send.mail"), Do: func() { sendLetter(env, l, s, env.SendFile) }},
		{Icon: "edit", Label: t.T("parts.send.draft"), Do: func() { sendLetter(env, l, s, func(m Letter) { env.OpenFile(m.Draft) }) }},
		kit.Separator(),
		{Icon: "folder", Label: t.T("parts.send.folder"), Do: func() { withPaper(env, l, s, env.RevealFile, "parts.send.file.ask") }},
		{Icon: "print", Label: t.T("parts.send.print"), Do: func() { withPaper(env, l, s, env.PrintFile, "parts.send.print.ask") }},
	}
}

// withPaper writes the paper, hands its path on, and asks once whether the paper is sent now.
func withPaper(env *Env, l *kit.Loader, s Sending, do func(path string), ask string) {
	kit.Load(l, "send", s.Write, func(path string, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		do(path)
		askSent(env, s, ask)
	})
}

// askSent asks whether a paper that left as a file, on paper or in a letter is to be said to be sent.
func askSent(env *Env, s Sending, ask string) {
	if t := env.T; s.Sent != nil {
		kit.Confirm(t.T("parts.send.sent"), t.T(ask), t.T("parts.send.sent.yes"), t.T("parts.send.sent.no"), s.Sent)
	}
}

// sendLetter writes the letter, hands it to a program, and asks once whether the paper is sent now.
func sendLetter(env *Env, l *kit.Loader, s Sending, begin func(Letter)) {
	kit.Load(l, "send", s.Letter, func(m Letter, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		begin(m)
		askSent(env, s, "parts.send.sent.ask")
		if s.Sent == nil && m.To == "" {
			env.Say(env.T.T("parts.send.nobody"))
		}
	})
}
