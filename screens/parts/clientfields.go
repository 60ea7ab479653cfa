package parts

import (
	"errors"
	"strings"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// ClientReader reads clients and their people.
type ClientReader interface {
	ClientFinder
	Client(ctx Context, id crm.ClientID) (crm.Client, error)
	Contacts(ctx Context, client crm.ClientID) ([]crm.Contact, error)
}

// ClientMaker makes new clients.
type ClientMaker interface {
	NewClient(ctx Context) (crm.Client, error)
	SaveClient(ctx Context, was *crm.Client, now crm.Client) (crm.Client, error)
}

// ClientDesk is what a form needs that says whose it is.
type ClientDesk interface {
	ClientReader
	ClientMaker
}

// ClientPeople is a client with its people.
type ClientPeople struct {
	Client crm.Client
	People []crm.Contact
}

// ReadClientPeople reads a client and its people; one that is gone, or no client at all, has none.
func ReadClientPeople(ctx Context, d ClientReader, id crm.ClientID) (ClientPeople, error) {
	if id == 0 {
		return ClientPeople{}, nil
	}
	c, err := d.Client(ctx, id)
	if errors.Is(err, crm.ErrNotFound) {
		return ClientPeople{}, nil
	}
	if err != nil {
		return ClientPeople{}, err
	}
	people, err := d.Contacts(ctx, id)
	return ClientPeople{c, people}, err
}

// ClientFields are the two fields of a form that say whose it is: the client, found by name or made anew, and the person
// there.
type ClientFields struct {
	ClientPeople
	Picker *kit.ComboBox
	Person *kit.Select

	env    *Env
	loader *kit.Loader
	desk   ClientDesk
	nobody string
	turned func()
}

// NewClientFields makes the fields with their hint and the word for no person; turned is called after the form turned to
// another client. It reads nothing yet.
func NewClientFields(env *Env, l *kit.Loader, d ClientDesk, hint, nobody string, turned func()) *ClientFields {
	f := &ClientFields{Picker: NewClientField(env, l, d, hint), Person: kit.NewSelect(nil, nil).Narrow(), env: env, loader: l, desk: d, nobody: nobody, turned: turned}
	f.Picker.Keeps = true
	f.Picker.Offer = func(q string) string {
		if q = strings.TrimSpace(q); q == "" || f.Client.ID != 0 && q == f.Client.Name {
			return ""
		}
		return env.T.T("parts.client.add", "Name", q)
	}
	f.Picker.OnOffer = f.add
	f.Picker.OnChoose = func(o kit.Option) { f.choose(ReadID[crm.ClientID](o.ID)) }
	return f
}

// UnknownClient is what a form says of a name that no client bears.
func UnknownClient(env *Env) string { return env.T.T("parts.client.unknown") }

// Show shows the client and its people; held is the person chosen, 0 for nobody.
func (f *ClientFields) Show(held crm.ContactID) {
	f.Picker.SetChosen(kit.Option{})
	if f.Client.ID != 0 {
		f.Picker.SetChosen(kit.Option{ID: ID(f.Client.ID), Label: f.Client.Name})
	}
	f.Person.SetOptions(PersonOptions(f.People, held, f.nobody))
	value := ""
	if held != 0 {
		value = ID(held)
	}
	f.Person.SetValue(value)
}

// Chosen are the client and the person as the fields say, 0 for none.
func (f *ClientFields) Chosen() (crm.ClientID, crm.ContactID) {
	return ReadID[crm.ClientID](f.Picker.Value()), ReadID[crm.ContactID](f.Person.Value())
}

// Unknown is the name in the field that no client bears, "" for none.
func (f *ClientFields) Unknown() string {
	if f.Picker.Wrong() {
		return f.Picker.Text
	}
	return ""
}

// Refill shows the client of a form as it was typed: its id with the person chosen, else a name that no client bears.
func (f *ClientFields) Refill(id crm.ClientID, held crm.ContactID, unknown string) {
	switch {
	case id == 0 && unknown != "":
		f.Picker.ShowText(unknown)
	case id != f.Client.ID:
		f.Turn(id, held)
	}
}

// choose turns the form to another client.
func (f *ClientFields) choose(id crm.ClientID) {
	switch {
	case id == 0:
	case id == f.Client.ID:
		f.turned() // the name was gone from the field meanwhile
	default:
		f.Turn(id, 0)
	}
}

// Turn reads a client and shows it with a person of its people.
func (f *ClientFields) Turn(id crm.ClientID, held crm.ContactID) {
	kit.Load(f.loader, "client", func(ctx Context) (ClientPeople, error) { return ReadClientPeople(ctx, f.desk, id) }, func(p ClientPeople, err error) {
		if err != nil {
			f.env.Fail(err)
			return
		}
		f.ClientPeople = p
		f.Show(held)
		f.turned()
	})
}

// add makes a client of a name and turns the form to it; what else is known of it is written on its card later.
func (f *ClientFields) add(name string) {
	kit.Commit(f.loader, "add client", func(ctx Context) (crm.Client, error) {
		c, err := f.desk.NewClient(ctx)
		if err != nil {
			return c, err
		}
		c.Name = strings.TrimSpace(name)
		return f.desk.SaveClient(ctx, nil, c)
	}, func(c crm.Client, err error) {
		if err != nil {
			f.env.Fail(err)
			return
		}
		f.Picker.Choose(kit.Option{ID: ID(c.ID), Label: c.Name})
	})
}
