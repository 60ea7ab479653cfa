package intake

import (
	"fmt"
	"rapport/app/crm"
	"rapport/app/text"
	"strconv"
	"strings"
	"time"
)

// Words of the catalogue for codes, in every language, and the codes themselves.
var (
	kindWords = codeWords(map[crm.Kind]string{crm.Company: "company|фирма|фірма|firm", crm.Person: "person|человек|людина"})
	typeWords = codeWords(map[crm.RelType]string{
		crm.MarketExchange: "market exchange|рыночный обмен|ринковий обмін",
		crm.Business:       "business|деловые отношения|ділові відносини|business relationship",
		crm.Strategic:      "strategic|стратегическое партнерство|стратегічне партнерство|strategic partnership"})
	rungWords = codeWords(map[crm.Rung]string{
		crm.Suspect: "suspect|колеблющийся|той, що вагається", crm.Prospect: "prospect|потенциальный|потенційний",
		crm.FirstTimeBuyer: "first-time buyer|первичный покупатель|первинний покупець",
		crm.RepeatBuyer:    "repeat buyer|повторный покупатель|повторний покупець", crm.Loyal: "client|клиент|клієнт",
		crm.Supporter: "supporter|сторонник|прихильник", crm.Advocate: "advocate|пропагандист",
		crm.Partner: "partner|партнер", crm.Ended: "ended|отношения прекращены|відносини припинено|relationship ended"})
	roleWords = codeWords(map[crm.Role]string{
		"initiator": "initiator|инициатор|ініціатор", "user": "user|пользователь|користувач", "influencer": "influencer|влияющий|впливовий",
		"decider": "decider|решающий|вирішальний", "buyer": "buyer|закупщик|закупівельник", "gatekeeper": "gatekeeper|привратник|воротар"})
)

func codeWords[T comparable](words map[T]string) map[string]T {
	out := map[string]T{}
	for code, list := range words {
		for _, w := range strings.Split(list, "|") {
			out[text.Fold(w)] = code
		}
	}
	return out
}

func wordCode[T comparable](words map[string]T, v string) (T, bool) {
	code, ok := words[text.Fold(v)]
	return code, ok
}

func readID[T ~int64](v string) (T, bool) {
	n, err := strconv.ParseInt(v, 10, 64)
	return T(n), err == nil && n > 0
}

func readMoment(v string) (crm.Moment, bool) {
	t, err := time.Parse(time.RFC3339Nano, v)
	if err != nil {
		return 0, false
	}
	return crm.At(t), true
}

func writeMoment(m crm.Moment) string {
	if m == 0 {
		return ""
	}
	return m.Time(time.UTC).Format("2006-01-02T15:04:05.000Z07:00")
}

// ownKey tells the clients of our own file apart.
func ownKey(c crm.Client) string {
	if c.ID != 0 {
		return fmt.Sprint(c.ID)
	}
	return string(c.Kind) + ":" + text.Fold(c.Name)
}

func ownPersonKey(p crm.Contact) string {
	if p.ID != 0 {
		return fmt.Sprint(p.ID)
	}
	return text.Fold(p.Name)
}

// writeList puts several values into one cell: "опт; \"a; b\"".
func writeList(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		if strings.ContainsAny(s, ";\"\n") || strings.TrimSpace(s) != s {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out[i] = s
	}
	return strings.Join(out, "; ")
}

// readList undoes writeList.
func readList(s string) []string {
	var out []string
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		if s[0] != '"' {
			item, rest, _ := strings.Cut(s, ";")
			out, s = append(out, strings.TrimSpace(item)), rest
			continue
		}
		end := 1
		for end < len(s) && (s[end] != '"' || end+1 < len(s) && s[end+1] == '"') {
			if s[end] == '"' {
				end++
			}
			end++
		}
		out = append(out, strings.ReplaceAll(s[1:min(end, len(s))], `""`, `"`))
		_, s, _ = strings.Cut(s[min(end, len(s)):], ";")
	}
	return out
}
