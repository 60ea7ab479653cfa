package text

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Catalogue holds every message of the program in every language. It never changes after Load.
type Catalogue struct {
	tongues map[Lang]*Tongue
}

// Load reads every <room>.<lang>.toml of dir. It fails on a file that cannot be read, on a message that cannot be
// parsed, and on a key that two files of one language both hold.
func Load(fsys fs.FS, dir string) (*Catalogue, error) {
	files, err := messageFiles(fsys, dir)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{tongues: map[Lang]*Tongue{}}
	for _, lang := range Langs {
		tongue, err := loadTongue(fsys, lang, files[lang])
		if err != nil {
			return nil, err
		}
		c.tongues[lang] = tongue
	}
	return c, nil
}

// In is the catalogue's voice in one language; an unknown language gets English. Always the same pointer per language.
func (c *Catalogue) In(lang Lang) *Tongue {
	if t := c.tongues[lang]; t != nil {
		return t
	}
	return c.tongues[EN]
}

// messageFiles lists the paths of the message files by language, sorted.
func messageFiles(fsys fs.FS, dir string) (map[Lang][]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	files := map[Lang][]string{}
	for _, entry := range entries {
		room, lang, ok := splitFileName(entry.Name())
		if entry.IsDir() || !ok || room == "" {
			continue
		}
		files[lang] = append(files[lang], path.Join(dir, entry.Name()))
	}
	return files, nil
}

// splitFileName takes "card.ru.toml" apart; ok is false for files that hold no messages of ours.
func splitFileName(name string) (room string, lang Lang, ok bool) {
	parts := strings.Split(name, ".")
	if len(parts) != 3 || parts[2] != "toml" {
		return "", EN, false
	}
	for _, l := range Langs {
		if parts[1] == string(l) {
			return parts[0], l, true
		}
	}
	return "", EN, false
}

func loadTongue(fsys fs.FS, lang Lang, files []string) (*Tongue, error) {
	bundle := newBundle(lang)
	t := &Tongue{speech: lang, messages: map[string]*message{}}
	homes := map[string]string{}
	for _, file := range files {
		raw, err := readMessages(fsys, bundle, file)
		if err != nil {
			return nil, err
		}
		for _, m := range raw {
			if home, twice := homes[m.ID]; twice {
				return nil, fmt.Errorf("message %q is in both %s and %s", m.ID, home, file)
			}
			homes[m.ID] = file
			t.messages[m.ID] = compile(m)
		}
	}
	forms, err := pluralForms(lang)
	if err != nil {
		return nil, err
	}
	t.forms, t.bundle = forms, i18n.NewLocalizer(bundle, string(lang))
	return t, nil
}

func newBundle(lang Lang) *i18n.Bundle {
	bundle := i18n.NewBundle(language.Make(string(lang)))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	return bundle
}

// readMessages adds one file to the bundle and returns its messages sorted by key.
func readMessages(fsys fs.FS, bundle *i18n.Bundle, file string) ([]*i18n.Message, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	parsed, err := bundle.ParseMessageFileBytes(data, file)
	if err != nil {
		return nil, fmt.Errorf("read messages of %s: %w", file, err)
	}
	sort.Slice(parsed.Messages, func(i, j int) bool { return parsed.Messages[i].ID < parsed.Messages[j].ID })
	return parsed.Messages, nil
}
