package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// DealSort names the order of a list of deals.
type DealSort string

// The orders of a list of deals.
const (
	DealsByExpected DealSort = "expected" // the nearest decision first, those without a day last
	DealsByAmount   DealSort = "amount"   // by the number alone, whatever the currency
	DealsByTitle    DealSort = "title"
	DealsByClient   DealSort = "client"
	DealsBySince    DealSort = "since" // how long on its stage
	DealsByNext     DealSort = "next"  // the nearest next step first, those without a day last
	DealsByCreated  DealSort = "created"
)

// DealSorts lists the orders in which they are offered for choice; the first is that of a query that asks for none.
var DealSorts = []DealSort{DealsByExpected, DealsByAmount, DealsByTitle, DealsByClient, DealsBySince, DealsByNext, DealsByCreated}

// DealQuery narrows a list of deals; zero values narrow nothing.
type DealQuery struct {
	Search   string // title, client's name, rival or next step
	Client   crm.ClientID
	Pipeline PipelineID
	Stages   []StageID // of Pipeline; without one they narrow nothing
	Outcomes []Outcome
	Owner    crm.RepID
	Types    []crm.RelType // of the client; "" is none
	Sort     DealSort
	Desc     bool
}

// DealRow is what lists and boards show of a deal.
type DealRow struct {
	ID         DealID
	Title      string
	Client     crm.ClientID
	ClientName string
	ClientType crm.RelType
	Pipeline   PipelineID
	Stage      StageID
	Outcome    Outcome
	Amount     int64 // minor units of Currency
	Currency   money.Currency
	Chance     money.Dec // per cent
	Expected   crm.Day
	ClosedOn   crm.Day
	NextStep   string
	NextDay    crm.Day
	Owner      crm.RepID
	Stream     Stream
	Since      crm.Moment // on its stage
	Rival      string
	LostReason string
	Anchor     crm.Anchor
}

// StageCount is what stands on a stage, in minor units by currency. A sum too great for a number is left out.
type StageCount struct {
	Pipeline PipelineID
	Stage    StageID
	N        int64
	Sums     map[money.Currency]int64
	Expected map[money.Currency]int64 // amount × probability, rounded once for the stage
}

// OrderSort names the order of a list of orders.
type OrderSort string

// The orders of a list of orders.
const (
	OrdersByDay      OrderSort = "day"
	OrdersByNumber   OrderSort = "number"
	OrdersByClient   OrderSort = "client"
	OrdersByPromised OrderSort = "promised" // those without a promise last
	OrdersByTotal    OrderSort = "total"    // by the number alone, whatever the currency
)

// OrderSorts lists the orders in which they are offered for choice.
var OrderSorts = []OrderSort{OrdersByDay, OrdersByNumber, OrdersByClient, OrdersByPromised, OrdersByTotal}

// OrderQuery narrows a list of orders; zero values narrow nothing. With no Sort the newest come first, with Desc the oldest.
type OrderQuery struct {
	Search string // number, client's name, or what was sold
	Client crm.ClientID
	States []OrderState
	Types  []crm.RelType // of the client; "" is none
	From   crm.Day       // of Order.Day, both included
	Until  crm.Day
	Sort   OrderSort
	Desc   bool
}

// OrderRow is what lists show of an order.
type OrderRow struct {
	ID         OrderID
	Number     string
	Client     crm.ClientID
	ClientName string
	ClientType crm.RelType
	Day        crm.Day
	Promised   crm.Day
	Kept       crm.Day
	State      OrderState
	Currency   money.Currency
	Total      int64 // Order.Total, minor units
	Offer      OfferID
	Deal       DealID
	Anchor     crm.Anchor
}

// Late is by how many days the promise was, or up to a day still is, overrun, as Order.Late.
func (r OrderRow) Late(today crm.Day) int {
	return Order{Promised: r.Promised, Kept: r.Kept, State: r.State}.Late(today)
}
