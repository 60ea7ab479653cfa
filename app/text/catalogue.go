package text

import (
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Catalogue holds every message of the program in every language. It never changes.
type Catalogue struct {
	tongues map[Lang]*Tongue
}

// Open finds every <room>.<lang>.toml of dir. A file is read when the first message of its room is asked for: a window
// that read all of them in all languages would come up late. One that cannot be read, which Load finds out beforehand,
// goes to the log, and its messages are missing.
func Open(fsys fs.FS, dir string) (*Catalogue, error) {
	files, err := messageFiles(fsys, dir)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{tongues: map[Lang]*Tongue{}}
	for _, lang := range Langs {
		t := &Tongue{speech: lang, rooms: map[string]*room{}, forms: pluralForms(lang)}
		for _, file := range files[lang] {
			name, _, _ := splitFileName(path.Base(file))
			t.rooms[name] = newRoom(fsys, file)
		}
		c.tongues[lang] = t
	}
	return c, nil
}

// Load is Open with everything read at once. It fails on a file that cannot be read, on a message that cannot be
// parsed, and on a key that two files of one language both hold.
func Load(fsys fs.FS, dir string) (*Catalogue, error) {
	c, err := Open(fsys, dir)
	if err != nil {
		return nil, err
	}
	for _, lang := range Langs {
		if err := c.tongues[lang].readAll(); err != nil {
			return nil, err
		}
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

// room is one file of messages; all of its keys begin with its name.
type room struct {
	file string
	read func() (map[string]*message, error)
}

func newRoom(fsys fs.FS, file string) *room {
	return &room{file, sync.OnceValues(func() (map[string]*message, error) {
		raw, err := readMessages(fsys, file)
		if err != nil {
			slog.Error("read messages", "file", file, "error", err)
			return nil, err
		}
		messages := make(map[string]*message, len(raw))
		for _, m := range raw {
			messages[m.ID] = compile(m)
		}
		return messages, nil
	})}
}

// readMessages returns the messages of one file sorted by key.
func readMessages(fsys fs.FS, file string) ([]*i18n.Message, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	parsed, err := i18n.ParseMessageFileBytes(data, file, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return nil, fmt.Errorf("read messages of %s: %w", file, err)
	}
	sort.Slice(parsed.Messages, func(i, j int) bool { return parsed.Messages[i].ID < parsed.Messages[j].ID })
	return parsed.Messages, nil
}
