package text

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// speech lets a Tongue carry every format of its language (Date, Int, Percent …) as its own methods.
type speech = Lang

// Tongue speaks one language: messages by key, and, by way of Lang, dates and numbers. It never changes and may be used
// by any number of goroutines at once.
type Tongue struct {
	speech
	rooms   map[string]*room
	forms   *formTable
	missing sync.Map // keys asked for and not found, string → struct{}
}

// message finds a message in the room its key begins with.
func (t *Tongue) message(key string) *message {
	name, _, _ := strings.Cut(key, ".")
	r := t.rooms[name]
	if r == nil {
		return nil
	}
	messages, _ := r.read() // an error went to the log when it came up
	return messages[key]
}

// readAll reads every room, and finds keys that two of them hold.
func (t *Tongue) readAll() error {
	homes := map[string]string{}
	for _, r := range t.rooms {
		messages, err := r.read()
		if err != nil {
			return err
		}
		for key := range messages {
			if home, twice := homes[key]; twice {
				return fmt.Errorf("message %q is in both %s and %s", key, min(home, r.file), max(home, r.file))
			}
			homes[key] = r.file
		}
	}
	return nil
}

// Lang is the language spoken.
func (t *Tongue) Lang() Lang { return t.speech }

// T is the message of the key; args are pairs of name and value for its {{.Name}} fields ("Name", v). A value is
// written with fmt.Sprint, so numbers and dates come ready formatted. A key that is not there gives "[key]".
func (t *Tongue) T(key string, args ...any) string {
	m := t.message(key)
	if m == nil {
		return t.miss(key)
	}
	if m.plain {
		return m.texts[formOther].source
	}
	return t.write(m, formOther, args)
}

// N is the message of the key in the plural form that n asks for; {{.N}} is n with its digits grouped, other fields
// come from args as in T. A key that is not there gives "[key]".
func (t *Tongue) N(key string, n int, args ...any) string {
	m := t.message(key)
	if m == nil {
		return t.miss(key)
	}
	f := t.forms.of(n)
	if m.texts[f] == nil {
		f = formOther
	}
	if m.plain {
		return m.texts[f].source
	}
	all := make([]any, 0, len(args)+2)
	all = append(append(all, args...), "N", t.Int(n))
	return t.write(m, f, all)
}

// Has tells whether the key is in the catalogue; it does not count as a miss.
func (t *Tongue) Has(key string) bool { return t.message(key) != nil }

// Missing lists, sorted, the keys that were asked for and not found since the catalogue was loaded.
func (t *Tongue) Missing() []string {
	var keys []string
	t.missing.Range(func(key, _ any) bool {
		keys = append(keys, key.(string))
		return true
	})
	sort.Strings(keys)
	return keys
}

func (t *Tongue) miss(key string) string {
	if _, known := t.missing.Load(key); !known {
		t.missing.Store(strings.Clone(key), struct{}{})
	}
	return "[" + key + "]"
}

func (t *Tongue) write(m *message, f form, args []any) string {
	wording := m.texts[f]
	if wording == nil {
		return t.miss(m.key)
	}
	if wording.parts != nil {
		return wording.fill(args, t.speech)
	}
	return t.writeLong(m, f, args)
}

// writeLong leaves messages with more than plain fields (conditions, pipes) to go-i18n and its text/template.
func (t *Tongue) writeLong(m *message, f form, args []any) string {
	data := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			data[name] = args[i+1]
		}
	}
	said, err := m.localizer(t.speech).Localize(&i18n.LocalizeConfig{MessageID: m.key, TemplateData: data, PluralCount: f.sample(t.speech)})
	if err != nil {
		return t.miss(m.key)
	}
	return said
}
