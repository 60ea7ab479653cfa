package parts

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/kit"
)

// MoveMenu is the keyboard's and menu's twin of the drag: the stages a client can be moved to, through the lens shown.
func MoveMenu(env *Env, l *kit.Loader, m Mover, c crm.ClientRow, stayed func()) []kit.MenuItem {
	var items []kit.MenuItem
	lens := env.Lens()
	for i := range lens.Columns {
		to, moves := lens.Drop(c.Rung, i)
		item := kit.MenuItem{Label: env.T.T("parts.move.to", "Stage", ColumnName(env.T, lens, i)), Icon: "down", Disabled: !moves, Checked: !moves}
		if (crm.Move{From: c.Rung, To: to}).Up() {
			item.Icon = "up"
		}
		item.Do = func() { MoveClient(env, l, m, c, to, stayed) }
		items = append(items, item)
	}
	return items
}

// TypeMenu offers the types a client can be given by the owner's word.
func TypeMenu(env *Env, l *kit.Loader, m Mover, c crm.ClientRow, stayed func()) []kit.MenuItem {
	var items []kit.MenuItem
	for _, r := range crm.RelTypes {
		items = append(items, kit.MenuItem{Label: TypeName(env.T, r), Icon: TypeIcon(r), Checked: r == c.Type, Disabled: r == c.Type,
			Do: func() { ChooseType(env, l, m, c, r, stayed) }})
	}
	return items
}

// ShortSum writes a sum for heads of columns: "4,38 млн ₽".
func ShortSum(t *text.Tongue, minor int64, currency string) string {
	return money.FormatShort(money.New(minor, money.Currency(currency)), string(t.Lang()))
}

// ComboWords are the words of a field with a search in it.
func ComboWords(env *Env) kit.ComboWords {
	return kit.ComboWords{Nothing: env.T.T("parts.combo.nothing"), Failed: env.T.T("parts.combo.failed")}
}
