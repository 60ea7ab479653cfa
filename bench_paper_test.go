//go:build bench

package main_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

const (
	offerLines  = 30
	dossierRows = 3_000
)

// benchPaper compares the printing of both papers, as whole processes, with programs that print the same content.
func benchPaper(t *testing.T, f *figures) {
	dir := t.TempDir()
	p := papers{dir: dir}
	p.write(t)
	offer := printing{name: "offer of 30 lines", ours: []string{rapport(t), "--data", dir, "offer", p.offer.Number, "-o"}, page: filepath.Join(dir, "offer.html")}
	dossier := printing{name: "dossier of 3,000 rows", ours: []string{rapport(t), "--data", dir, "dossier", p.client.Name, "--lang", "ru", "-o"}, page: filepath.Join(dir, "dossier.html")}
	offer.compare(t, f, dir, 9, wkhtmltopdf, 0.4)
	offer.compare(t, f, dir, 5, weasyprint, 0.2)
	dossier.compare(t, f, dir, 3, wkhtmltopdf, 0.25)
}

// printing is a paper to be printed by both programs.
type printing struct {
	name string
	ours []string // the path of the PDF follows
	page string   // the same content for the peer
}

// peer is a program that prints a page of HTML.
type peer struct {
	name    string
	options []string // the paths of page and PDF follow
}

var (
	wkhtmltopdf = peer{"wkhtmltopdf", []string{"--quiet", "--enable-local-file-access", "--page-size", "A4"}}
	weasyprint  = peer{"weasyprint", []string{"--quiet"}}
)

// compare prints in turns and holds the ratio of the medians.
func (p printing) compare(t *testing.T, f *figures, dir string, times int, other peer, bound float64) {
	path, err := exec.LookPath(other.name)
	if err != nil {
		f.tell(p.name+" ÷ "+other.name, "skipped: "+other.name+" is not installed")
		return
	}
	mine, theirs := filepath.Join(dir, "ours.pdf"), filepath.Join(dir, "peer.pdf")
	env := peerEnv(t, dir)
	print := append(append([]string{path}, other.options...), p.page, theirs)
	var a, b []time.Duration
	for i := range times + 1 {
		one := spent(func() { run(t, os.Environ(), append(p.ours, mine)...) })
		two := spent(func() { run(t, env, print...) })
		if i > 0 {
			a, b = append(a, one), append(b, two)
		}
	}
	p.fair(t, mine, theirs)
	f.hold(p.name+": whole process ÷ "+other.name, ratio(median(a), median(b)), bound, "", fmt.Sprintf(" (%.0f ÷ %.0f ms; %s ÷ %s)", ms(median(a)), ms(median(b)), bulk(t, mine), bulk(t, theirs)))
}

// peerEnv gives the peer our own faces as if they were installed, for only those it embeds as text, and no window.
func peerEnv(t *testing.T, dir string) []string {
	t.Helper()
	fonts, err := filepath.Abs("assets/fonts")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "fonts.conf")
	conf := `<fontconfig><include>/etc/fonts/fonts.conf</include><dir>` + fonts + `</dir></fontconfig>`
	if err := os.WriteFile(path, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	return append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "FONTCONFIG_FILE="+path)
}

func run(t *testing.T, env []string, args ...string) {
	t.Helper()
	c := exec.Command(args[0], args[1:]...)
	c.Env = env
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// fair fails when one paper holds clearly more words than the other.
func (p printing) fair(t *testing.T, mine, theirs string) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return
	}
	a, b := wordsOf(t, mine), wordsOf(t, theirs)
	if share := float64(b) / float64(a); share < 0.9 || share > 1.1 {
		t.Errorf("%s: %d words of ours, %d of the peer's", p.name, a, b)
	}
}

func wordsOf(t *testing.T, pdf string) int {
	t.Helper()
	out, err := exec.Command("pdftotext", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return len(bytes.Fields(out))
}

// bulk tells the size of a file.
func bulk(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d KB", info.Size()>>10)
}

// papers is a base with an offer and a client to print, and the same content as pages for the peer.
type papers struct {
	dir    string
	client crm.Client
	offer  trade.Offer
	talks  []crm.Interaction
}

func (p *papers) write(t *testing.T) {
	t.Helper()
	d, store := opened(t, p.dir)
	ctx := context.Background()
	if err := d.Demo(ctx, text.RU); err != nil {
		t.Fatal(err)
	}
	p.writeClient(t, d)
	changes := make([]crm.Change, 0, dossierRows)
	for i := range dossierRows {
		p.talks = append(p.talks, talk(p.client.ID, i))
		changes = append(changes, crm.Add(p.talks[i]))
	}
	if _, err := store.Apply(ctx, crm.Act{What: "act.import", At: crm.At(time.Now())}, changes...); err != nil {
		t.Fatal(err)
	}
	p.writeOffer(t, d)
	p.writePages(t, d)
}

func (p *papers) writeClient(t *testing.T, d *desk.Desk) {
	c := must[crm.Client](t)(d.NewClient(context.Background()))
	c.Name, c.City = "Проба пера", "Лесогорск"
	p.client = must[crm.Client](t)(d.SaveClient(context.Background(), nil, c))
}

// talk is the i-th interaction of a client who is talked with a lot.
func talk(client crm.ClientID, i int) crm.Interaction {
	when := time.Date(2018, 1, 9, 8, 0, 0, 0, time.UTC).Add(time.Duration(i) * 25 * time.Hour)
	return crm.Interaction{ID: crm.InteractionID(1_000_000 + i), Client: client, Way: crm.Ways[i%6], Direction: crm.TwoWay, When: crm.At(when),
		Said:    fmt.Sprintf("Обсудили поставку номер %d: сроки, упаковку и то, кто встречает машину на складе", i+1),
		Outcome: "согласовано", NextStep: "Прислать счёт", NextDay: crm.DayOf(when).Plus(7)}
}

func (p *papers) writeOffer(t *testing.T, d *desk.Desk) {
	ctx := context.Background()
	o := must[trade.Offer](t)(d.NewOffer(ctx, p.client.ID))
	o.Subject, o.Letter = "Переоснащение кухни и зала", strings.Repeat("Предлагаем решение, которое мы обсудили на встрече. ", 4)
	o.Sections = []trade.Section{{Title: "Оборудование"}, {Title: "Работы"}}
	for i := range offerLines {
		s := &o.Sections[i*2/offerLines]
		s.Lines = append(s.Lines, trade.Line{Article: fmt.Sprintf("А-%03d", i), Name: fmt.Sprintf("Изделие номер %d с креплением", i+1),
			Description: "Сталь, окраска порошком, ключи и крепёж в комплекте", Quantity: money.DecInt(int64(i%7 + 1)), Unit: "шт.",
			Price: money.DecInt(int64(1000 + 137*i)), Discount: money.DecInt(int64(i % 3 * 5)), VAT: money.MustDec("22")})
	}
	for _, title := range []string{"Срок поставки", "Оплата", "Гарантия"} {
		o.Terms = append(o.Terms, trade.Term{Title: title, Text: "По договору, который приложен к этому предложению и подписан обеими сторонами."})
	}
	p.offer = must[trade.Offer](t)(d.SaveOffer(ctx, nil, o))
}
