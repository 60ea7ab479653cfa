package card

import (
	"context"
	"errors"

	"rapport/app/crm"
)

var errBroken = errors.New("the disk is gone")

// broken is a desk whose reads of people and whose writes fail.
type broken struct{ Desk }

func (broken) Contacts(context.Context, crm.ClientID) ([]crm.Contact, error) { return nil, errBroken }

// stubborn is a desk that refuses to write.
type stubborn struct{ Desk }

func (stubborn) Record(context.Context, *crm.Interaction, crm.Interaction) (crm.Interaction, error) {
	return crm.Interaction{}, errBroken
}

func (stubborn) SaveContact(context.Context, *crm.Contact, crm.Contact) (crm.Contact, error) {
	return crm.Contact{}, crm.Fault{Field: "name", Reason: "desk.contact.name"}
}
