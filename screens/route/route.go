// Package route holds the places of the window as values: screens navigate by them and never know each other.
package route

import (
	"rapport/app/crm"
	"rapport/app/trade"
)

// Room is a screen.
type Room string

// The rooms.
const (
	Clients   Room = "clients"   // grid of clients with preview
	Form      Room = "form"      // creating (no Client) or editing a client
	Card      Room = "card"      // one client; Sub is the tab
	Assess    Room = "assess"    // assessment of one client's relationship type
	Board     Room = "board"     // Sub: "stage" or "type"
	Deals     Room = "deals"     // Sub: "" for the board, "list"; Client narrows to one
	Deal      Room = "deal"      // form of one deal; with no Deal a new one, for Client
	Pipelines Room = "pipelines" // editor of the pipelines
	Orders    Room = "orders"    // list of orders; Client narrows to one
	Order     Room = "order"     // form of one order; with no Order a new one, of Deal or for Client
	Offers    Room = "offers"    // list of offers
	Offer     Room = "offer"     // offer editor; with Client and no Offer a new one
	Batch     Room = "batch"     // an Offer to many; Sub: ids of the clients picked, or none yet
	Catalogue Room = "catalogue" // grid of items
	Item      Room = "item"      // form of one item; with no Item a new one
	Prices    Room = "prices"    // lists, rules and what they follow; Sub: the tab
	Imports   Room = "imports"   // Sub: path of a file to read at once
	Settings  Room = "settings"  // Sub: the section
	Help      Room = "help"      // keys and the guide; Sub: the page
	Welcome   Room = "welcome"   // first run
)

// Route is a place: a room and what is shown there. Routes compare with ==.
type Route struct {
	Room   Room
	Client crm.ClientID
	Offer  trade.OfferID
	Item   trade.ItemID
	Deal   trade.DealID
	Order  trade.OrderID
	Sub    string
}
