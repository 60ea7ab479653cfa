package intake

import (
	"strings"

	"rapport/app/text"
)

// The words that only our own files have for headings, in the form of plainHeading. What the catalogue says under
// "intake.field.…" must be here or among the synonyms, so that a file written in one language is read in another.
var ownSynonyms = map[Field]string{
	FieldClientID:      "rapport id",
	FieldContactID:     "rapport id контакта|rapport id контакту|rapport contact id",
	FieldType:          "тип отношений|тип відносин|relationship type",
	FieldRung:          "ступень отношений|щабель відносин|relationship stage",
	FieldHighest:       "высшая ступень|найвищий щабель|highest stage",
	FieldRungSince:     "на ступени с|на щаблі з|stage since",
	FieldCadence:       "связываться каждые дней|звязуватися кожні днів|contact every days",
	FieldCreated:       "клиент заведен|клієнта заведено|client created",
	FieldGreeting:      "имя для обращения|імя для звертання|greeting name",
	FieldDative:        "имя в дательном падеже|імя в давальному відмінку|name as addressee",
	FieldPostTo:        "должность в дательном падеже|посада в давальному відмінку|position as addressee",
	FieldRoles:         "роли в закупке|ролі в закупівлі|buying roles",
	FieldLeft:          "больше не работает|більше не працює|no longer works there",
	FieldPersonCreated: "контакт заведен|контакт заведено|contact created",
	FieldKind:          "вид клиента|вид клієнта|client kind",
	FieldNotes:         "заметки о клиенте|нотатки про клієнта|client notes",
	FieldPersonNotes:   "заметки о человеке|нотатки про людину|personal notes",
}

// Groups of columns of our own files: "Телефон 2: вид".
var (
	ownGroup  = pattern(`^(.+?) (\d{1,4})(?:: (.+))?$`)
	ownBases  = map[string]Field{}
	ownFields = map[string]bool{"поле": true, "field": true}
)

var ownBaseWords = map[Field]string{
	FieldCompanyPhone: "телефон клиента|телефон клієнта|client phone",
	FieldPhone:        "телефон|phone",
	FieldCompanyEmail: "email клиента|email клієнта|client email",
	FieldEmail:        "email",
	FieldAddress:      "адрес|адреса|address",
	FieldINN:          "реквизиты|реквізити|bank details",
	FieldSite:         "сайт|website",
}

// ownParts are the columns within a group.
var ownParts = map[string]Field{"вид": FieldPhoneLabel, "sort": FieldPhoneLabel, "международный": FieldPhoneE164, "міжнародний": FieldPhoneE164,
	"international": FieldPhoneE164}

func init() {
	for field, words := range ownSynonyms {
		for _, w := range strings.Split(words, "|") {
			known[w] = field
		}
	}
	for field, words := range ownBaseWords {
		for _, w := range strings.Split(words, "|") {
			ownBases[w] = field
		}
	}
}

// ownTarget understands the numbered columns of our own files, and those of fields that the user invented.
func ownTarget(heading string) (target, bool) {
	if before, name, found := strings.Cut(heading, ": "); found && ownFields[text.Fold(before)] {
		return target{field: FieldOwn, group: name}, true
	}
	m := ownGroup().FindStringSubmatch(text.Fold(heading))
	if m == nil {
		return target{}, false
	}
	base, ok := ownBases[plainHeading(m[1])]
	if !ok {
		return target{}, false
	}
	group := string(base) + m[2]
	switch part := plainHeading(m[3]); {
	case part == "" && (base == FieldAddress || base == FieldINN):
		return target{}, false
	case part == "":
		return target{field: base, group: group}, true
	case ownParts[part] != "":
		f := ownParts[part]
		if base == FieldEmail || base == FieldCompanyEmail {
			f = FieldEmailLabel
		} else if base == FieldAddress {
			f = FieldAddressLabel
		}
		return target{field: f, group: group}, true
	default:
		f, found := known[part]
		return target{field: f, group: group}, found
	}
}
