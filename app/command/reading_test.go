package command_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestListClients(t *testing.T) {
	s := withClients(t)
	list := s.lists("list", "clients")
	if len(list) != 3 {
		t.Fatalf("%d clients: %v", len(list), list)
	}
	for _, c := range list {
		if id, ok := c["id"].(string); !ok || id == "" {
			t.Errorf("id is %v, want a string", c["id"])
		}
		for _, key := range []string{"tags", "phones", "emails", "people"} {
			if _, ok := c[key].([]any); !ok {
				t.Errorf("%s of %s is %v, want a list", key, c["name"], c[key])
			}
		}
	}
	if got := s.lists("list", "clients", "--search", "жалюзі"); len(got) != 1 || got[0]["city"] != "Київ" {
		t.Errorf("the search found %v", got)
	}
	if got := s.lists("list", "clients", "--search", "nobody at all"); len(got) != 0 {
		t.Errorf("the search found %v", got)
	}
	if got := s.lists("list", "clients", "--type", "strategic"); len(got) != 0 {
		t.Errorf("strategic partners: %v", got)
	}
	if got := s.lists("list", "clients", "--type", "none"); len(got) != 3 {
		t.Errorf("%d clients without a type", len(got))
	}
}

func TestClientTableIsAlignedInCyrillic(t *testing.T) {
	out := withClients(t).does("list", "clients", "--lang", "ru")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines:\n%s", len(lines), out)
	}
	column := -1
	for _, line := range lines {
		at := strings.Index(line, "Не оценён")
		if at < 0 {
			t.Fatalf("no type in %q", line)
		}
		runes := utf8.RuneCountInString(line[:at])
		if column >= 0 && runes != column {
			t.Errorf("types do not stand under one another:\n%s", out)
		}
		column = runes
	}
}

func TestShow(t *testing.T) {
	s := withClients(t)
	list := s.lists("show", "Zed Ltd")
	if len(list) != 1 || list[0]["name"] != "Zed Ltd" {
		t.Fatalf("got %v", list)
	}
	for _, key := range []string{"moves", "offers", "people", "phones"} {
		if _, ok := list[0][key].([]any); !ok {
			t.Errorf("%s is %v, want a list", key, list[0][key])
		}
	}
	id, _ := list[0]["id"].(string)
	if again := s.lists("show", id); again[0]["name"] != "Zed Ltd" {
		t.Errorf("by id: %v", again)
	}
	out := s.does("show", "жалюзі", "--lang", "uk")
	for _, want := range []string{"Клієнт", "ТОВ «Київські жалюзі»", "Їжакевич", "Київ"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

func TestShowOfNobody(t *testing.T) {
	s := withClients(t)
	code, out, errs := s.call("show", "нет такого")
	if code != 1 || out != "" || !strings.Contains(errs, "нет такого") {
		t.Errorf("ended with %d, wrote %q, complained %q", code, out, errs)
	}
}

func TestOffersOfANewBase(t *testing.T) {
	s := withClients(t)
	if list := s.lists("offers"); len(list) != 0 {
		t.Errorf("got %v", list)
	}
	if out := s.does("offers"); out != "" {
		t.Errorf("got %q", out)
	}
}
