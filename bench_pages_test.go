//go:build bench

package main_test

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// pages are both papers as a browser would show them: the same faces, columns and words as on our own.
var pages = template.Must(template.New("").Parse(`{{define "head"}}<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><style>
body { font: 9pt "Noto Sans"; } h1 { font-size: 14pt; } h2 { font-size: 11pt; } small { color: #666; font-size: 7.5pt; display: block; }
table { border-collapse: collapse; width: 100%; } th, td { padding: 1mm; border-bottom: 0.2mm solid #ccc; vertical-align: top; text-align: left; }
tr { page-break-inside: avoid; } thead { display: table-header-group; } .n { text-align: right; white-space: nowrap; } .two td { border: 0; width: 50%; }
</style></head><body>{{end}}

{{define "offer"}}{{template "head"}}
<table class="two"><tr><td><b>{{.Firm.LegalName}}</b></td><td>{{.Firm.Address}}<br>{{.Firm.Phone}} · {{.Firm.Email}} · {{.Firm.Site}}<br>ИНН {{.Firm.Requisites.INN}} · КПП {{.Firm.Requisites.KPP}}</td></tr>
<tr><td>Номер {{.Offer.Number}}<br>Дата {{.Day}}, {{.Offer.Place}}<br>Действительно до {{.Until}}</td><td>Кому<br>{{.Offer.To.Firm}}</td></tr></table>
<h1>Коммерческое предложение</h1><h2>{{.Offer.Subject}}</h2><p>{{.Offer.Greeting}}</p><p>{{.Offer.Letter}}</p>
<table><thead><tr><th>№</th><th>Наименование</th><th class="n">Количество</th><th class="n">Цена без НДС, ₽</th><th class="n">Скидка</th><th class="n">Сумма без НДС, ₽</th><th class="n">НДС</th><th class="n">Сумма с НДС, ₽</th></tr></thead>
{{range .Sections}}<tr><td colspan="8"><b>{{.Title}} — разово</b></td></tr>
{{range .Rows}}<tr><td>{{.N}}</td><td>{{.Line.Name}}<small>Арт. {{.Line.Article}}. {{.Line.Description}}</small></td><td class="n">{{.Quantity}} {{.Line.Unit}}</td><td class="n">{{.Price}}</td><td class="n">{{.Discount}}</td><td class="n">{{.Net}}</td><td class="n">22 %</td><td class="n">{{.Gross}}</td></tr>{{end}}
<tr><td></td><td colspan="4"><b>Итого по разделу, разово</b></td><td class="n">{{.Net}}</td><td></td><td class="n">{{.Gross}}</td></tr>{{end}}</table>
<table>{{range .Totals}}<tr><td>{{.Label}}</td><td class="n">{{.Sum}}</td></tr>{{end}}</table><p>{{.Words}}</p>
<h2>Условия</h2><table>{{range .Offer.Terms}}<tr><td>{{.Title}}</td><td>{{.Text}}</td></tr>{{end}}<tr><td>Срок действия</td><td>Цены действуют до {{.Until}} включительно. Не является публичной офертой.</td></tr></table>
<h2>Реквизиты</h2><table>{{range .Facts}}<tr><td>{{.Label}}</td><td>{{.Sum}}</td></tr>{{end}}</table>
<table class="two"><tr><td>Поставщик<br>{{.Offer.SignPost}}<br><br>____________ {{.Offer.Signatory}}<br><small>М. П. подпись расшифровка</small></td><td>Предложение принято<br>{{.Offer.To.Firm}}<br><br>____________<br><small>М. П. подпись фамилия дата</small></td></tr></table>
</body></html>{{end}}

{{define "dossier"}}{{template "head"}}
<p>Досье клиента · {{.Firm.LegalName}} <b>Конфиденциально</b></p><h1>{{.Client.Name}}</h1><p>{{.Client.City}}</p><h2>История контактов</h2>
<table><thead><tr><th>Дата</th><th>Вид</th><th>Кто с кем</th><th>Направление</th><th>Что сказано и решено</th><th>Дальше</th></tr></thead>
{{range .Talks}}<tr><td>{{.Day}}</td><td>{{.Way}}</td><td>{{.Who}}</td><td>{{.Direction}}</td><td>{{.Said}}<small>{{.Outcome}}</small></td><td>{{.Next}}</td></tr>{{end}}</table></body></html>{{end}}`))

// labelled is a line of totals or of requisites.
type labelled struct{ Label, Sum string }

// offerRow is a line of the offer as it is written.
type offerRow struct {
	N                                     int
	Line                                  trade.Line
	Quantity, Price, Discount, Net, Gross string
}

// offerSection is a section as it is written.
type offerSection struct {
	Title      string
	Rows       []offerRow
	Net, Gross string
}

// writePages writes both papers as pages for the peer.
func (p *papers) writePages(t *testing.T, d *desk.Desk) {
	t.Helper()
	firm := must[crm.Firm](t)(d.Firm(context.Background()))
	say := d.Words.In(text.RU)
	p.writePage(t, "offer", p.offerPage(t, firm))
	p.writePage(t, "dossier", map[string]any{"Firm": firm, "Client": p.client, "Talks": p.talkRows(say)})
}

func (p *papers) writePage(t *testing.T, name string, content any) {
	t.Helper()
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, content); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.dir, name+".html"), page.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (p *papers) offerPage(t *testing.T, firm crm.Firm) map[string]any {
	t.Helper()
	sums := must[trade.Sums](t)(trade.Count(p.offer))
	sum := func(minor int64) string { return money.FormatPlain(money.New(minor, p.offer.Currency), "ru") }
	var sections []offerSection
	n := 0
	for i, s := range p.offer.Sections {
		out := offerSection{Title: fmt.Sprintf("%d. %s", i+1, s.Title), Net: sum(sums.Sections[i].Total.Net), Gross: sum(sums.Sections[i].Total.Gross)}
		for j, l := range s.Lines {
			n++
			counted := sums.Sections[i].Lines[j]
			out.Rows = append(out.Rows, offerRow{n, l, money.FormatDec(l.Quantity, "ru"), money.FormatPrice(l.Price, p.offer.Currency, "ru"),
				money.FormatPercent(l.Discount, "ru"), sum(counted.Net), sum(counted.Gross)})
		}
		sections = append(sections, out)
	}
	total, r := sums.Once, firm.Requisites
	words := must[string](t)(money.Words(money.New(total.Gross, p.offer.Currency), "ru", money.WordsPlain))
	return map[string]any{"Firm": firm, "Offer": p.offer, "Day": p.offer.Day, "Until": p.offer.ValidUntil, "Sections": sections,
		"Totals": []labelled{{"Стоимость до скидок", sum(total.Full)}, {"Скидки", sum(-total.Discount)}, {"Всего без НДС", sum(total.Net)}, {"НДС 22 %", sum(total.VAT)}, {"Всего с НДС", sum(total.Gross)}},
		"Words":  words,
		"Facts": []labelled{{"Поставщик", firm.LegalName}, {"ИНН / КПП", r.INN + " / " + r.KPP}, {"ОГРН", r.OGRN}, {"Расчётный счёт", r.Account},
			{"Банк", r.Bank + ", БИК " + r.BIK}, {"Корр. счёт", r.Corr}, {"Адрес", firm.Address}}}
}

// talkRow is an interaction as it is written.
type talkRow struct{ Day, Way, Who, Direction, Said, Outcome, Next string }

// talkRows writes the interactions, the newest first.
func (p *papers) talkRows(say *text.Tongue) []talkRow {
	rows := make([]talkRow, 0, len(p.talks))
	for i := len(p.talks) - 1; i >= 0; i-- {
		talk := p.talks[i]
		rows = append(rows, talkRow{Day: string(crm.DayOf(talk.When.Time(time.UTC))), Way: say.T("crm.way." + string(talk.Way)),
			Direction: say.T("crm.dir." + string(talk.Direction)), Said: talk.Said, Outcome: talk.Outcome, Next: talk.NextStep + ", " + string(talk.NextDay)})
	}
	return rows
}
