package desk_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
	"rapport/data"
)

// killedDir and killedAct, in the environment, make TestKilledChild do an act over and over on the base in a folder until it
// is killed.
const (
	killedDir = "RAPPORT_KILLED_DIR"
	killedAct = "RAPPORT_KILLED_ACT"
	ordersIn  = 400 // orders of one file
)

// deskIn opens the base in a folder.
func deskIn(t *testing.T, dir string) (*desk.Desk, *data.Store) {
	t.Helper()
	store, err := data.Open(t.Context(), dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	return desk.New(store, words, func() time.Time { return time.Date(2026, 11, 24, 11, 42, 0, 0, time.UTC) }), store
}

// TestKilledChild is the program that gets killed. It prints a line at each sign of progress, and of whole acts of which
// nothing is told on the way one when the act was acknowledged.
func TestKilledChild(t *testing.T) {
	dir := os.Getenv(killedDir)
	if dir == "" {
		t.Skip("run by TestKilledInTheMiddleOfAnAct alone")
	}
	d, _ := deskIn(t, dir)
	acts := map[string]func(int) error{
		"batch":  func(int) error { return batchOnce(t, d, filepath.Join(dir, "papers")) },
		"prices": func(int) error { return pricesUp(t, d) },
		"orders": func(n int) error { return ordersOnce(t, d, dir, n) },
	}
	for n := 0; ; n++ {
		if err := acts[os.Getenv(killedAct)](n); err != nil {
			fmt.Println("failed:", err)
			os.Exit(3)
		}
		fmt.Println("done")
	}
}

func batchOnce(t *testing.T, d *desk.Desk, folder string) error {
	rows, err := d.Clients(t.Context(), crm.ClientQuery{}, crm.Page{Limit: 300})
	if err != nil {
		return err
	}
	var ids []crm.ClientID
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	_, err = d.MakeBatch(t.Context(), lined(t, d, ids[0]), ids, desk.BatchInto{Folder: folder}, func(desk.BatchProgress) { fmt.Println("one more") })
	return err
}

func pricesUp(t *testing.T, d *desk.Desk) error {
	lists, err := d.PriceLists(t.Context())
	if err != nil {
		return err
	}
	_, err = d.ChangePrices(t.Context(), desk.Repricing{Items: desk.PickedItems{All: true}, List: lists[0].ID,
		Reprice: trade.Reprice{How: trade.RepriceBySum, Value: money.DecInt(1), Neat: trade.NeatCent}})
	return err
}

// ordersOnce imports a file of orders that the base does not have yet.
func ordersOnce(t *testing.T, d *desk.Desk, dir string, n int) error {
	had, err := d.CountOrders(t.Context(), trade.OrderQuery{})
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("Номер,Дата,Клиент,Сумма\n")
	for i := range ordersIn {
		fmt.Fprintf(&b, "З-%06d,05.10.2026,Клиент %04d,%d\n", had.N+int64(i)+1, i%100+1, 100+i)
	}
	path := filepath.Join(dir, "orders.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		return err
	}
	book, err := d.ReadOrders(t.Context(), path, intake.Options{})
	if err != nil {
		return err
	}
	got, err := d.ImportOrdersAs(t.Context(), "orders.csv", book, desk.OrderImport{}, nil)
	if err == nil && got.Added != ordersIn {
		err = fmt.Errorf("file %d: %s", n, told(got))
	}
	return err
}

// killAfter runs the child and kills it after so many lines; it goes on working while the signal is on its way. It returns
// how many acts were acknowledged.
func killAfter(t *testing.T, dir, act string, lines int) (done int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestKilledChild$")
	child.Env = append(os.Environ(), killedDir+"="+dir, killedAct+"="+act)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	heard := bufio.NewScanner(out)
	for heard.Scan() {
		switch heard.Text() {
		case "done":
			done++
		case "one more":
		default:
			t.Errorf("%s: the child said %q", act, heard.Text())
		}
		if lines--; lines == 0 {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // killed, as it should be
	return done
}

// TestKilledInTheMiddleOfAnAct kills a program that makes an offer to many, changes all prices and imports orders, several
// times each: the base is whole, an act is done or not, numbers have no gap, and each paper is whole and its offer is there.
func TestKilledInTheMiddleOfAnAct(t *testing.T) {
	if testing.Short() {
		t.Skip("programs are started and killed")
	}
	dir := t.TempDir()
	d, store := deskIn(t, dir)
	firm := crm.Firm{Name: "Мастерская", Country: "RU", Currency: "RUB", City: "Лесогорск", VATPayer: true, VATRate: "22", Signatory: "И. Б."}
	if err := d.BeginFirm(t.Context(), firm, "Ирина Белова"); err != nil {
		t.Fatal(err)
	}
	manyClients(t, store, 300)
	if err := store.FillItems(t.Context(), 1500, 3, nil); err != nil {
		t.Fatal(err)
	}
	had := pricesNow(t, d)
	if err := pricesUp(t, d); err != nil {
		t.Fatal(err)
	}
	prices := pricesNow(t, d)
	maps.DeleteFunc(prices, func(id trade.ItemID, p trade.ItemPrice) bool { return p.Price == had[id].Price }) // no longer sold
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	up, imported := 0, 0
	for _, round := range []struct {
		act   string
		lines int
	}{{"batch", 40}, {"batch", 200}, {"batch", 203}, {"prices", 1}, {"prices", 2}, {"prices", 1}, {"orders", 1}, {"orders", 2}, {"orders", 1}} {
		done := killAfter(t, dir, round.act, round.lines)
		d, store := deskIn(t, dir)
		switch round.act {
		case "batch":
			killedBatchIsOneAct(t, d)
			batchesAreWhole(t, d, filepath.Join(dir, "papers"))
		case "prices":
			up = raised(t, d, prices, up+done)
		case "orders":
			imported = wholeFiles(t, d, imported+done)
		}
		sound(t, d)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// manyClients adds clients in one act.
func manyClients(t *testing.T, s *data.Store, n int) {
	t.Helper()
	var all []crm.Change
	for i := range n {
		at := crm.At(time.Date(2026, 11, 1, 9, 0, i, 0, time.UTC))
		all = append(all, crm.Add(crm.Client{ID: crm.ClientID(1_000_000 + i), Kind: crm.Company, Name: fmt.Sprintf("Клиент %04d", i+1), Rung: crm.Suspect,
			Highest: crm.Suspect, RungSince: at, Created: at}))
	}
	if _, err := s.Apply(context.Background(), crm.Act{What: "act.client.add"}, all...); err != nil {
		t.Fatal(err)
	}
}

func pricesNow(t *testing.T, d *desk.Desk) map[trade.ItemID]trade.ItemPrice {
	t.Helper()
	lists, err := d.PriceLists(t.Context())
	if err != nil || len(lists) == 0 {
		t.Fatal(lists, err)
	}
	all, err := d.PricesFrom(t.Context(), lists[0].ID, d.Today(), nil)
	if err != nil || len(all) < 1000 {
		t.Fatal(len(all), err)
	}
	return all
}

// raised sees that all prices were raised equally often, as often as was acknowledged or once more, and returns how often.
func raised(t *testing.T, d *desk.Desk, was map[trade.ItemID]trade.ItemPrice, acknowledged int) int {
	t.Helper()
	times := map[money.Dec]int{}
	now := pricesNow(t, d)
	for id, p := range was {
		times[now[id].Price.Sub(p.Price)]++
	}
	for _, n := range []int{acknowledged, acknowledged + 1} {
		if times[money.DecInt(int64(n))] == len(was) {
			return n
		}
	}
	t.Errorf("%d changes of all prices were acknowledged, and prices rose by %v", acknowledged, times)
	return acknowledged
}

// wholeFiles sees that each file was imported whole or not at all, and returns how many were.
func wholeFiles(t *testing.T, d *desk.Desk, acknowledged int) int {
	t.Helper()
	have, err := d.CountOrders(t.Context(), trade.OrderQuery{})
	if err != nil || have.N%ordersIn != 0 || have.N/ordersIn < int64(acknowledged) || have.N/ordersIn > int64(acknowledged)+1 {
		t.Errorf("%d files were acknowledged, and there are %d orders, %v", acknowledged, have.N, err)
	}
	numbers, err := d.OrderNumbers(t.Context(), "З-")
	if err != nil || int64(len(numbers)) != have.N {
		t.Errorf("%d numbers of %d orders, %v", len(numbers), have.N, err)
	}
	return int(have.N / ordersIn)
}

// batchesAreWhole sees that the numbers of offers have no gap, and that every paper in the folder is whole and one of theirs.
func batchesAreWhole(t *testing.T, d *desk.Desk, folder string) {
	t.Helper()
	numbers, err := d.OfferNumbers(t.Context(), "КП-")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, n := range numbers {
		there[n] = true
	}
	for i := range numbers {
		if want := fmt.Sprintf("КП-2026-%04d", i+1); !there[want] {
			t.Fatalf("of %d offers none is %s", len(numbers), want)
		}
	}
	if next, err := d.NextOfferNumber(t.Context()); err != nil || next != fmt.Sprintf("КП-2026-%04d", len(numbers)+1) {
		t.Errorf("after %d offers the next is %s, %v", len(numbers), next, err)
	}
	papers, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(papers) > len(numbers) {
		t.Errorf("%d papers of %d offers, %v", len(papers), len(numbers), err)
	}
	for _, path := range papers {
		body, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(body, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(body), []byte("%%EOF")) {
			t.Errorf("%s is no whole paper, %v", path, err)
		}
		if !offerOf(filepath.Base(path), there) {
			t.Errorf("%s is the paper of no offer", path)
		}
	}
	t.Log(strconv.Itoa(len(numbers)), "offers,", len(papers), "papers")
}

// offerOf reports whether the name of a paper bears the number of an offer.
func offerOf(name string, numbers map[string]bool) bool {
	at := strings.Index(name, "КП-2026-")
	return at >= 0 && len(name) >= at+len("КП-2026-0000") && numbers[name[at:at+len("КП-2026-0000")]]
}
