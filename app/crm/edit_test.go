package crm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// fill sets every field of a value to something other than its zero, so that a forgotten field shows.
func fill(v reflect.Value, seed *int) {
	*seed++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), seed)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), seed)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("«ё» %d", *seed))
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(int64(*seed%100 + 1))
	case reflect.Uint8:
		v.SetUint(uint64(*seed % 256))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("fill: " + v.Type().String())
	}
}

func filled[T any]() T {
	var value T
	seed := 0
	fill(reflect.ValueOf(&value).Elem(), &seed)
	return value
}

func testNoun[T Record](t *testing.T, noun Noun, about bool) {
	t.Run(string(noun), func(t *testing.T) {
		want := filled[T]()
		if want.Noun() != noun || want.Key() == 0 || (want.About() != 0) != about {
			t.Errorf("noun %q, key %d, about %d", want.Noun(), want.Key(), want.About())
		}
		body, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got T
		if err := json.Unmarshal(body, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("came back from JSON as %+v, %v, want %+v", got, err, want)
		}
		again, _ := json.Marshal(got)
		if !bytes.Equal(body, again) {
			t.Errorf("written again as %s, was %s", again, body)
		}
		var zero T
		testEdits(t, zero, want)
	})
}

func testEdits[T Record](t *testing.T, zero, full T) {
	for name, e := range map[string]Change{"add": Add(full), "remove": Remove(full), "alter": Alter(zero, full)} {
		undo := e.Undo()
		if !reflect.DeepEqual(undo.Undo(), e) {
			t.Errorf("%s: undo of undo is %+v", name, undo.Undo())
		}
		if !reflect.DeepEqual(undo.Before(), e.After()) || !reflect.DeepEqual(undo.After(), e.Before()) {
			t.Errorf("%s: undo goes from %v to %v", name, undo.Before(), undo.After())
		}
		if e.Noun() != full.Noun() || undo.Noun() != full.Noun() || e.Key() != full.Key() || e.About() != full.About() {
			t.Errorf("%s: %q %d about %d", name, e.Noun(), e.Key(), e.About())
		}
	}
	if Add(full).Before() != nil || Remove(full).After() != nil {
		t.Error("an adding edit has a before, or a removing one an after")
	}
	if got := (Edit[T]{}); got.Noun() != full.Noun() || got.Key() != 0 {
		t.Errorf("an empty edit is of %q %d", got.Noun(), got.Key())
	}
}

func TestNouns(t *testing.T) {
	testNoun[Client](t, NounClient, true)
	testNoun[Contact](t, NounContact, true)
	testNoun[Interaction](t, NounInteraction, true)
	testNoun[Move](t, NounMove, true)
	testNoun[TypeAssessment](t, NounTypeAssessment, true)
	testNoun[Rep](t, NounRep, false)
	testNoun[Field](t, NounField, false)
	testNoun[Lens](t, NounLens, false)
	testNoun[Firm](t, NounFirm, false)
}

// An edit keeps what it was made of: changing the value afterwards does not change the edit.
func TestEditsKeepTheirOwnCopy(t *testing.T) {
	c := Client{ID: 1, Name: "before"}
	add := Add(c)
	c.Name = "after"
	if add.Now.Name != "before" {
		t.Error("the edit changed with its value")
	}
}

func TestFaultsAndStaleSpeak(t *testing.T) {
	if got := (Fault{Field: "name", Reason: "desk.client.name"}).Error(); got != "name: desk.client.name" {
		t.Errorf("fault reads %q", got)
	}
	if got := (Stale{Kind: NounClient, ID: 17}).Error(); !strings.Contains(got, "client 17") {
		t.Errorf("stale reads %q", got)
	}
}
