package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"rapport/app/crm"
)

// called are the forms of one person's name.
type called struct {
	name, full, given, dative, greeting string
	woman                               bool
}

// known is a contact with the forms of the name.
type known struct {
	crm.Contact
	forms called
}

// cases are the forms of one word: nominative, dative, vocative; a missing one is like the nominative.
type cases [3]string

func casesOf(s string) (c cases) {
	copy(c[:], strings.Split(s, ";"))
	for i := range c {
		if c[i] == "" {
			c[i] = c[0]
		}
	}
	return c
}

// pair reads a word in a man's and a woman's form; one form serves both.
func pair(s string) (both [2]cases) {
	man, woman, two := strings.Cut(s, "|")
	if !two {
		woman = man
	}
	return [2]cases{casesOf(man), casesOf(woman)}
}

func side(woman bool) int {
	if woman {
		return 1
	}
	return 0
}

// person gives the forms of a name written "given patronymic surname", or without patronymic where there are none.
func (b *demo) person(full string) (called, error) {
	words := strings.Fields(full)
	if want := 2 + min(1, len(b.words.Fathers)); len(words) != want {
		return called{}, fmt.Errorf("%q is not a name of %d words", full, want)
	}
	given, woman, ok := b.givenName(words[0])
	if !ok {
		return called{}, fmt.Errorf("unknown given name in %q", full)
	}
	surname, ok := lookUp(b.words.Surnames, words[len(words)-1], woman)
	if !ok {
		return called{}, fmt.Errorf("unknown surname in %q", full)
	}
	p := called{name: given[0] + " " + surname[0], woman: woman}
	p.full = p.name
	if len(words) == 3 {
		father, ok := lookUp(b.words.Fathers, words[1], woman)
		if !ok {
			return called{}, fmt.Errorf("unknown patronymic in %q", full)
		}
		p.given = given[0] + " " + father[0]
		p.full = strings.Join([]string{surname[0], given[0], father[0]}, " ")
		p.dative = strings.Join([]string{surname[1], given[1], father[1]}, " ")
		p.greeting = fmt.Sprintf(b.words.Greetings[side(woman)], given[2]+" "+father[2])
		return p, nil
	}
	p.given = b.words.Titles[side(woman)] + " " + surname[0]
	p.dative = b.words.Titles[side(woman)] + " " + p.name
	p.greeting = fmt.Sprintf(b.words.Greetings[side(woman)], p.given)
	return p, nil
}

func (b *demo) givenName(name string) (c cases, woman, ok bool) {
	for i, list := range [][]string{b.words.Men, b.words.Women} {
		for _, s := range list {
			if c := casesOf(s); c[0] == name {
				return c, i == 1, true
			}
		}
	}
	return cases{}, false, false
}

func lookUp(list []string, word string, woman bool) (cases, bool) {
	for _, s := range list {
		if c := pair(s)[side(woman)]; c[0] == word {
			return c, true
		}
	}
	return cases{}, false
}

// somebody draws a person's name.
func (b *demo) somebody(r *rand.Rand) string {
	woman := r.IntN(2) == 1
	list := b.words.Men
	if woman {
		list = b.words.Women
	}
	words := []string{casesOf(pick(r, list))[0]}
	if len(b.words.Fathers) > 0 {
		words = append(words, pair(pick(r, b.words.Fathers))[side(woman)][0])
	}
	return strings.Join(append(words, pair(pick(r, b.words.Surnames))[side(woman)][0]), " ")
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// addPeople gives a client its people: those of the texts first, then drawn ones.
func (b *demo) addPeople(ctx context.Context, c crm.Client, plan demoPlan, r *rand.Rand) error {
	posts := demoPosts[plan.rung]
	if own := demoOwnPosts[plan.key]; own != nil {
		posts = own
	}
	var named []string
	if texts := b.words.Clients[plan.key]; len(texts) > 2 {
		named = texts[2:]
	}
	for i, post := range posts {
		full := b.somebody(r)
		if i < len(named) {
			full = named[i]
		}
		p, err := b.person(full)
		if err != nil {
			return err
		}
		title := pair(b.words.Posts[post])[side(p.woman)]
		person := crm.Contact{ID: crm.ContactID(b.desk.ids.next()), Client: c.ID, Name: p.name, Given: p.given, Dative: p.dative, Post: title[0], PostTo: title[1],
			Roles: demoRoles[post], Birthday: b.birthday(r), Created: c.Created, Notes: b.remark(plan, i, r)}
		person.Phones = b.desk.tidyPhones(ctx, []crm.Phone{{Raw: b.nextPhone(b.words.Firm.Mobile)}}, b.firm.Country)
		if i == 0 || r.IntN(2) == 0 {
			person.Emails = []crm.Email{{Address: slug(p.name) + "@" + slug(c.Name) + ".example"}}
		}
		b.people[c.ID] = append(b.people[c.ID], known{person, p})
		b.contacts = append(b.contacts, person)
	}
	return nil
}

// nextPhone is a number that nobody has: the pattern's range is set aside for films, or not given out.
func (b *demo) nextPhone(pattern string) string {
	b.phone++
	n := b.phone * 617 % 999 // each number once, in no order
	return fmt.Sprintf(pattern, n/100, n%100)
}

// birthday is unknown for half of the people, without its year for some, and within three weeks for a few.
func (b *demo) birthday(r *rand.Rand) string {
	age, shift := 27+r.IntN(36), r.IntN(365)
	switch r.IntN(10) {
	case 0:
		shift = r.IntN(21)
	case 1, 2, 3, 4:
	default:
		return ""
	}
	day, _ := b.desk.Today().Plus(shift).Time()
	if r.IntN(4) == 0 {
		return day.Format("--01-02")
	}
	return day.AddDate(-age, 0, 0).Format("2006-01-02")
}

func (b *demo) remark(plan demoPlan, i int, r *rand.Rand) string {
	if i == 0 && demoStories[plan.key] != nil || r.IntN(5) == 0 {
		return pick(r, b.words.Remarks)
	}
	return ""
}

// latin has the letters of addresses; what is no letter of it becomes a hyphen.
var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "е", "e", "ё", "e", "є", "ie", "ж", "zh", "з", "z", "и", "i", "і", "i",
	"ї", "i", "й", "i", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch",
	"ш", "sh", "щ", "shch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "iu", "я", "ia", "’", "", "'", "")

// slug makes a name fit for an address.
func slug(name string) string {
	words := strings.FieldsFunc(latin.Replace(strings.ToLower(name)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
