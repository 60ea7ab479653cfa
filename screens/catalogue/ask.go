package catalogue

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// act is something done with the base.
type act func(ctx context.Context) error

// askForm makes a modal with a form that is saved in the background: it stays open until it is saved, and a fault is told
// at its field. take reads the form and gives what saves it, nil when there is nothing to do.
func askForm(env *parts.Env, l *kit.Loader, title string, form *kit.Form, take func() act) *kit.Modal {
	m := kit.NewModal(title, form).CancelButton(env.T.T("text.cancel"))
	m.Action(kit.Primary, env.T.T("text.save"), func() bool {
		if !form.Validate() {
			return false
		}
		save := take()
		if save == nil {
			return true
		}
		kit.Commit(l, "save record", func(ctx context.Context) (struct{}, error) { return struct{}{}, save(ctx) }, func(_ struct{}, err error) {
			if err == nil {
				m.Close()
				return
			}
			tellFault(env, form, err)
		})
		return false
	})
	parts.GuardForm(env, m, form)
	return m
}

// tellFault tells a fault at its field, any other error by the shell.
func tellFault(env *parts.Env, form *kit.Form, err error) {
	var fault crm.Fault
	if errors.As(err, &fault) && form.Has(fault.Field) {
		form.Say(fault.Field, kit.Error, parts.FaultSentence(env.T, fault))
		return
	}
	env.Fail(err)
}

func entryWith(value string) *kit.Entry {
	e := kit.NewEntry("")
	e.SetValue(value)
	return e
}

// needed asks for a value.
func needed(missing string) func(string) (kit.Level, string) {
	return func(v string) (kit.Level, string) {
		if strings.TrimSpace(v) == "" {
			return kit.Error, missing
		}
		return kit.Good, ""
	}
}

// number reads the id of a choice, 0 when it is none.
func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// numberField is a field for a number as the language writes it.
func numberField(env *parts.Env, hint string) *kit.NumberField {
	lang := string(env.T.Lang())
	return kit.NewNumberField(hint, func(typed string) (string, string, bool) {
		d, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		if err != nil {
			return "", "", false
		}
		return d.String(), money.FormatDec(d, lang), true
	})
}

// numberWith is a number field with a value; nought is shown only where it was said.
func numberWith(env *parts.Env, d money.Dec, said bool) *kit.NumberField {
	f := numberField(env, "")
	if said || !d.IsZero() {
		f.SetValue(money.FormatDec(d, string(env.T.Lang())))
	}
	return f
}

// dec reads what a number field gives; nothing, or what is no number, is nought.
func dec(v string) money.Dec {
	d, err := money.ParseDec(v)
	if err != nil {
		return money.Dec{}
	}
	return d
}

// atLeast checks a number against a least value.
func atLeast(least money.Dec, sentence string) func(string) (kit.Level, string) {
	return func(v string) (kit.Level, string) {
		if v != "" && dec(v).Cmp(least) < 0 {
			return kit.Error, sentence
		}
		return kit.Good, ""
	}
}

// currencyOptions are the currencies offered, with their signs; the one held now is among them.
func currencyOptions(held ...money.Currency) []kit.Option {
	codes := []money.Currency{money.RUB, money.UAH, money.USD, money.EUR, money.GBP, money.KZT, money.BYN, money.PLN}
	for _, c := range held {
		known := c == ""
		for _, have := range codes {
			known = known || have == c
		}
		if !known {
			codes = append(codes, c)
		}
	}
	options := make([]kit.Option, len(codes))
	for i, c := range codes {
		options[i] = kit.Option{ID: string(c), Label: string(c)}
		if sign := c.Symbol(); sign != string(c) {
			options[i].Label = string(c) + ", " + sign
		}
	}
	return options
}

// dayField is a field for a day, with the day given.
func dayField(env *parts.Env, day crm.Day) *kit.DateField {
	f := kit.NewDateField(env.T.Lang(), env.Now)
	f.SetValue(string(day))
	return f
}

// codeOptions offers the codes of a list by their names.
func codeOptions[T ~string](codes []T, label func(T) string) []kit.Option {
	options := make([]kit.Option, len(codes))
	for i, c := range codes {
		options[i] = kit.Option{ID: string(c), Label: label(c)}
	}
	return options
}
