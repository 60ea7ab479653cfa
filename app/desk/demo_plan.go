package desk

import (
	"math/rand/v2"

	"rapport/app/crm"
	"rapport/app/trade"
)

// demoPlan is what the demo firm knows of a client in any language. Days are counted back from today; zero days, rungs
// and owners are drawn.
type demoPlan struct {
	key      string
	industry string
	form     string // legal form
	Type     crm.RelType
	rung     crm.Rung
	highest  crm.Rung
	touch    int // days since the last interaction
	next     int // days to the next step
	owner    int
	since    int // days since they came to us
	name     string
	index    int // among the others
}

// The reps, as the plan counts them.
const (
	director = iota
	seller
	engineer
	clerk
)

// demoClients are the clients with a story of their own, rung by rung from the lowest.
var demoClients = []demoPlan{
	{key: "maple", industry: "cafe", Type: crm.MarketExchange, rung: crm.Suspect, touch: 9, next: 1},
	{key: "shift", industry: "clothes", Type: crm.MarketExchange, rung: crm.Suspect, touch: 41},
	{key: "reach", industry: "trade", Type: crm.MarketExchange, rung: crm.Suspect, touch: 27, next: 2},
	{key: "mast", industry: "building", Type: crm.MarketExchange, rung: crm.Suspect, touch: 12, next: 3},
	{key: "malt", industry: "food", Type: crm.MarketExchange, rung: crm.Suspect, touch: 22, next: 1},
	{key: "ash", industry: "craft", Type: crm.MarketExchange, rung: crm.Suspect, touch: 19, next: 4},

	{key: "tea", industry: "cafe", Type: crm.MarketExchange, rung: crm.Prospect, touch: 6, next: 2, owner: director, since: 95},
	{key: "bridge", industry: "building", Type: crm.Business, rung: crm.Prospect, touch: 18, next: 1},
	{key: "quay", industry: "warehouse", Type: crm.MarketExchange, rung: crm.Prospect, touch: 25},
	{key: "honey", industry: "trade", Type: crm.MarketExchange, rung: crm.Prospect, touch: 3, next: 6},
	{key: "sole1", industry: "service", form: "sole", Type: crm.MarketExchange, rung: crm.Prospect, touch: 11, next: 1},
	{key: "seam", industry: "clothes", Type: crm.MarketExchange, rung: crm.Prospect, touch: 15, next: 3},

	{key: "sage", industry: "care", Type: crm.MarketExchange, rung: crm.FirstTimeBuyer, touch: 8, next: 1},
	{key: "sole2", industry: "craft", form: "sole", Type: crm.MarketExchange, rung: crm.FirstTimeBuyer, touch: 17, next: 3},
	{key: "glass", industry: "plant", Type: crm.Business, rung: crm.FirstTimeBuyer, touch: 5, next: 7},
	{key: "beaver", industry: "timber", Type: crm.MarketExchange, rung: crm.FirstTimeBuyer, highest: crm.RepeatBuyer, touch: 33, owner: engineer, since: 640},
	{key: "garden", industry: "cafe", Type: crm.Business, rung: crm.FirstTimeBuyer, touch: 10, next: 4},
	{key: "sleeve", industry: "clothes", Type: crm.MarketExchange, rung: crm.FirstTimeBuyer, touch: 14, next: 8},

	{key: "bakery", industry: "food", Type: crm.Business, rung: crm.RepeatBuyer, touch: 4, next: 2, owner: seller, since: 760},
	{key: "tit", industry: "craft", Type: crm.Business, rung: crm.RepeatBuyer, touch: 5, next: 1, owner: seller, since: 520},
	{key: "beacon", industry: "energy", Type: crm.Business, rung: crm.RepeatBuyer, highest: crm.Loyal, touch: 20, owner: seller, since: 900},
	{key: "thread", industry: "textile", Type: crm.Business, rung: crm.RepeatBuyer, touch: 7, owner: seller, since: 430},
	{key: "mill", industry: "service", Type: crm.Business, rung: crm.RepeatBuyer, touch: 13, next: 9},
	{key: "fish", industry: "trade", Type: crm.Business, rung: crm.RepeatBuyer, touch: 9, next: 4},

	{key: "cedar", industry: "hotel", Type: crm.Business, rung: crm.Loyal, highest: crm.Supporter, touch: 18, owner: seller, since: 1379},
	{key: "wharf", industry: "warehouse", Type: crm.Business, rung: crm.Loyal, touch: 6, next: 3},
	{key: "oak", industry: "farm", Type: crm.Business, rung: crm.Loyal, touch: 15, owner: engineer},
	{key: "dairy", industry: "food", Type: crm.Business, rung: crm.Loyal, touch: 2, next: 2},
	{key: "folio", industry: "print", Type: crm.MarketExchange, rung: crm.Loyal, touch: 10, next: 8},

	{key: "flax", industry: "textile", Type: crm.Business, rung: crm.Supporter, touch: 9, next: 3, owner: director, since: 1020},
	{key: "potters", industry: "craft", Type: crm.Business, rung: crm.Supporter, highest: crm.Advocate, touch: 29, owner: director, since: 1150},
	{key: "clinic", industry: "health", Type: crm.Business, rung: crm.Supporter, touch: 11, next: 8},
	{key: "yard", industry: "shipyard", form: "stock", Type: crm.Business, rung: crm.Supporter, touch: 5, next: 2, owner: director, since: 980},
	{key: "mint", industry: "health", Type: crm.Business, rung: crm.Supporter, touch: 13, next: 6},
	{key: "sawmill", industry: "timber", Type: crm.Business, rung: crm.Supporter, touch: 22, next: 9},

	{key: "school", industry: "teaching", form: "free", Type: crm.Business, rung: crm.Advocate, touch: 7, next: 5, owner: director},
	{key: "glade", industry: "farm", Type: crm.Strategic, rung: crm.Advocate, touch: 12, next: 1},
	{key: "south", industry: "trade", Type: crm.Business, rung: crm.Advocate, touch: 16, next: 10},
	{key: "ravine", industry: "cafe", Type: crm.Business, rung: crm.Advocate, touch: 8, next: 4},
	{key: "outline", industry: "design", Type: crm.Business, rung: crm.Advocate, touch: 19, next: 11},
	{key: "woodland", industry: "farm", Type: crm.MarketExchange, rung: crm.Advocate, touch: 21, next: 2},

	{key: "daybreak", industry: "instruments", form: "stock", Type: crm.Strategic, rung: crm.Partner, touch: 3, next: 1, owner: director, since: 1310},
	{key: "newreach", industry: "estate", form: "stock", Type: crm.Strategic, rung: crm.Partner, touch: 13, owner: director, since: 1240},
	{key: "polar", industry: "service", Type: crm.Strategic, rung: crm.Partner, touch: 6, next: 7, owner: engineer},
	{key: "college", industry: "teaching", form: "free", Type: crm.Strategic, rung: crm.Partner, touch: 9, next: 10, owner: engineer},
}

// demoOthers are how many more clients there are of each kind, so that the whole base has 71 in market exchange, 62 in
// business and 15 in strategic relationships on rungs of 23, 31, 27, 24, 21, 12, 6 and 4.
var demoOthers = []struct {
	rung crm.Rung
	Type crm.RelType
	n    int
}{
	{crm.Suspect, crm.MarketExchange, 17},
	{crm.Prospect, crm.MarketExchange, 21}, {crm.Prospect, crm.Business, 4},
	{crm.FirstTimeBuyer, crm.MarketExchange, 12}, {crm.FirstTimeBuyer, crm.Business, 9},
	{crm.RepeatBuyer, crm.MarketExchange, 4}, {crm.RepeatBuyer, crm.Business, 14},
	{crm.Loyal, crm.Business, 12}, {crm.Loyal, crm.Strategic, 4},
	{crm.Supporter, crm.Strategic, 6},
}

// demoTrades are the industries of the others, in the order their names are dealt out.
var demoTrades = []string{"hotel", "food", "building", "trade", "cafe", "health", "teaching", "plant", "warehouse", "textile", "farm", "care", "timber", "print", "service"}

// plans are the plans of all clients: those of the story, then the others, dealt out as shuffled cards.
func (b *demo) plans() []demoPlan {
	var names []demoPlan
	for _, trade := range demoTrades {
		for _, name := range b.words.Others[trade] {
			names = append(names, demoPlan{key: name, name: name, industry: trade})
		}
	}
	rand.New(rand.NewPCG(148, 15)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	all := append([]demoPlan{}, demoClients...)
	dealt := 0
	for _, kind := range demoOthers {
		for range min(kind.n, len(names)-dealt) {
			p := names[dealt]
			dealt++
			p.rung, p.Type, p.index = kind.rung, kind.Type, dealt
			if dealt%23 == 0 && p.rung < crm.Supporter && p.rung > crm.Suspect {
				p.highest = p.rung + 1
			}
			all = append(all, p)
		}
	}
	return all
}

// demoPosts are the people of a client, by rung: the higher it stands, the more of them we know.
var demoPosts = [...][]string{
	crm.NoRung: nil, crm.Suspect: {"director"}, crm.Prospect: {"director", "buyer"}, crm.FirstTimeBuyer: {"director", "buyer"},
	crm.RepeatBuyer: {"director", "technologist"}, crm.Loyal: {"director", "buyer", "engineer"},
	crm.Supporter: {"director", "buyer", "engineer"}, crm.Advocate: {"director", "engineer", "accountant"},
	crm.Partner: {"chief", "engineer", "buyer", "accountant"}, crm.Ended: {"director"},
}

// demoOwnPosts are the people of clients where it matters.
var demoOwnPosts = map[string][]string{
	"cedar": {"director", "buyer", "engineer", "accountant"}, "sole1": {"owner"}, "sole2": {"owner"}, "yard": {"chief", "engineer", "buyer", "technologist"},
	"bakery": {"manager", "technologist"}, "tea": {"owner", "manager"}, "beacon": {"director", "accountant"},
}

var demoRoles = map[string][]crm.Role{
	"director": {"decider"}, "chief": {"decider"}, "owner": {"decider", "buyer"}, "manager": {"initiator", "decider"}, "buyer": {"buyer"},
	"engineer": {"influencer", "user"}, "technologist": {"user", "initiator"}, "accountant": {"gatekeeper"},
}

// demoPath is how a client of the plan climbed and fell: rungs with days ago, where they are not drawn.
var demoPath = map[string][]struct {
	to  crm.Rung
	ago int
}{
	"cedar":  {{crm.Prospect, 1330}, {crm.FirstTimeBuyer, 1260}, {crm.RepeatBuyer, 1045}, {crm.Loyal, 830}, {crm.Supporter, 620}, {crm.Loyal, 25}},
	"yard":   {{crm.Prospect, 950}, {crm.FirstTimeBuyer, 880}, {crm.RepeatBuyer, 690}, {crm.Loyal, 410}, {crm.Supporter, 160}},
	"thread": {{crm.Prospect, 410}, {crm.FirstTimeBuyer, 350}, {crm.RepeatBuyer, 170}},
	"beaver": {{crm.Prospect, 600}, {crm.FirstTimeBuyer, 540}, {crm.RepeatBuyer, 230}, {crm.FirstTimeBuyer, 12}},
}

// demoEvent is one event of a story: days ago, how, who spoke, who of ours, which of their people, minutes.
type demoEvent struct {
	ago     int
	way     crm.Way
	dir     crm.Direction
	rep     int
	people  []int
	minutes int
}

// demoStories are the histories told event by event; their words are in the stories of the texts.
var demoStories = map[string][]demoEvent{
	"cedar": {{1379, "call", crm.In, seller, []int{0}, 15}, {1310, "visit", crm.TwoWay, engineer, []int{0, 2}, 120}, {1255, "delivery", crm.TwoWay, engineer, []int{2}, 0},
		{620, "meeting", crm.TwoWay, director, []int{0}, 45}, {165, "meeting", crm.TwoWay, seller, []int{0, 1}, 40}, {120, "visit", crm.TwoWay, engineer, []int{2}, 90},
		{70, "email", crm.In, clerk, []int{3}, 0}, {41, "email", crm.Out, seller, []int{0}, 0}, {34, "meeting", crm.TwoWay, engineer, []int{2}, 80},
		{21, "letter", crm.In, engineer, []int{2}, 0}, {18, "call", crm.TwoWay, seller, []int{1}, 12}},
	"thread": {{430, "call", crm.In, seller, []int{0}, 10}, {352, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {172, "delivery", crm.TwoWay, engineer, []int{1}, 0},
		{60, "call", crm.TwoWay, seller, []int{0}, 14}, {16, "visit", crm.TwoWay, engineer, []int{0, 1}, 110}, {7, "call", crm.TwoWay, seller, []int{0}, 9}},
	"yard": {{980, "meeting", crm.TwoWay, director, []int{0}, 40}, {690, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {412, "visit", crm.TwoWay, engineer, []int{1, 3}, 180},
		{160, "meeting", crm.TwoWay, director, []int{0, 1}, 90}, {40, "visit", crm.TwoWay, engineer, []int{3}, 150}, {5, "meeting", crm.TwoWay, director, []int{0, 2}, 70}},
	"daybreak": {{1310, "call", crm.In, director, []int{0}, 20}, {1100, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {600, "meeting", crm.TwoWay, director, []int{0, 1}, 120},
		{190, "meeting", crm.TwoWay, director, []int{0, 1}, 90}, {24, "visit", crm.TwoWay, engineer, []int{1}, 240}, {3, "call", crm.TwoWay, director, []int{0}, 25}},
	"newreach": {{1240, "meeting", crm.TwoWay, director, []int{0}, 60}, {800, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {210, "meeting", crm.TwoWay, director, []int{0, 2}, 75},
		{48, "email", crm.In, director, []int{2}, 0}, {13, "meeting", crm.TwoWay, director, []int{0, 1}, 60}},
	"flax": {{1020, "call", crm.Out, director, []int{0}, 12}, {640, "delivery", crm.TwoWay, engineer, []int{2}, 0}, {300, "visit", crm.TwoWay, director, []int{0}, 60},
		{85, "message", crm.In, director, []int{0}, 0}, {9, "call", crm.TwoWay, director, []int{0}, 15}},
	"potters": {{1150, "visit", crm.TwoWay, director, []int{0}, 50}, {700, "meeting", crm.TwoWay, director, []int{0}, 45}, {260, "message", crm.In, director, []int{0}, 0},
		{110, "complaint", crm.In, engineer, []int{2}, 0}, {29, "call", crm.TwoWay, director, []int{0}, 18}},
	"beacon": {{900, "call", crm.In, seller, []int{0}, 11}, {560, "delivery", crm.TwoWay, engineer, []int{0}, 0}, {240, "visit", crm.TwoWay, engineer, []int{0}, 100},
		{52, "email", crm.Out, clerk, []int{1}, 0}, {20, "call", crm.TwoWay, seller, []int{1}, 7}},
	"beaver": {{640, "call", crm.In, engineer, []int{0}, 9}, {540, "delivery", crm.TwoWay, engineer, []int{0}, 0}, {230, "delivery", crm.TwoWay, engineer, []int{1}, 0},
		{39, "complaint", crm.In, engineer, []int{0}, 0}, {33, "call", crm.TwoWay, engineer, []int{0}, 16}},
	"tit": {{520, "meeting", crm.TwoWay, seller, []int{0}, 30}, {400, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {150, "delivery", crm.TwoWay, engineer, []int{1}, 0},
		{45, "visit", crm.TwoWay, engineer, []int{1}, 60}, {5, "call", crm.TwoWay, seller, []int{0}, 13}},
	"tea": {{95, "call", crm.In, director, []int{0}, 14}, {70, "visit", crm.TwoWay, engineer, []int{0, 1}, 70}, {30, "email", crm.In, director, []int{1}, 0},
		{12, "email", crm.Out, director, []int{0}, 0}, {6, "call", crm.TwoWay, director, []int{0}, 11}},
	"bakery": {{760, "call", crm.In, seller, []int{0}, 8}, {600, "delivery", crm.TwoWay, engineer, []int{1}, 0}, {330, "delivery", crm.TwoWay, engineer, []int{1}, 0},
		{65, "visit", crm.TwoWay, seller, []int{0}, 45}, {4, "call", crm.TwoWay, seller, []int{0}, 10}},
}

// demoTalk is how an ordinary event comes about.
var demoTalk = map[string]demoEvent{
	"hello": {way: "call", dir: crm.In, minutes: 8}, "send": {way: "email", dir: crm.Out}, "visit": {way: "visit", dir: crm.TwoWay, minutes: 60},
	"order": {way: "delivery", dir: crm.TwoWay}, "service": {way: "visit", dir: crm.TwoWay, minutes: 90}, "thanks": {way: "message", dir: crm.In},
	"check": {way: "call", dir: crm.TwoWay, minutes: 12},
}

// demoPhases are the ordinary events of a client by rung, oldest first; the last ends with the next step.
var demoPhases = [...][]string{
	crm.NoRung: nil, crm.Suspect: {"hello", "check"}, crm.Prospect: {"hello", "send", "check"}, crm.FirstTimeBuyer: {"hello", "order", "check"},
	crm.RepeatBuyer: {"visit", "order", "order", "check"}, crm.Loyal: {"visit", "order", "service", "check"}, crm.Supporter: {"order", "service", "thanks", "check"},
	crm.Advocate: {"order", "thanks", "service", "check"}, crm.Partner: {"visit", "order", "service", "check"}, crm.Ended: {"check"},
}

// demoItems are the things the demo firm sells: prices in roubles, other currencies by the scale of the texts.
var demoItems = map[string]struct {
	price int64
	unit  string
}{
	"vu600": {248000, "pc"}, "vu1200": {384000, "pc"}, "vu2500": {612000, "pc"}, "rk500": {168000, "pc"}, "ox09": {146000, "pc"}, "ox18": {232000, "pc"},
	"vk160": {12400, "pc"}, "vk250": {18600, "pc"}, "vk400": {46200, "pc"}, "hood": {38500, "pc"}, "dry60": {92000, "pc"}, "steam15": {118000, "pc"},
	"uf2": {39500, "pc"}, "gas60": {264000, "pc"}, "el24": {88000, "pc"}, "conv": {32400, "pc"}, "rad": {9800, "pc"}, "curtain": {74500, "pc"},
	"heater": {42300, "pc"}, "pump": {21800, "pc"}, "f7": {4200, "pc"}, "g4": {2600, "pc"}, "mute": {14300, "pc"}, "valve": {11900, "pc"},
	"grille": {1850, "pc"}, "diff": {2200, "pc"}, "dt4": {8900, "pc"}, "dco": {12700, "pc"}, "panel": {64000, "pc"}, "remote": {7600, "pc"},
	"link": {38000, "pc"}, "duct150": {980, "m"}, "duct250": {1640, "m"}, "wool": {720, "m2"}, "copper": {640, "m"},
	"m01": {2150, "m"}, "m02": {42000, "job"}, "m03": {260, "m"}, "m04": {28000, "job"}, "m05": {95000, "job"}, "m06": {540, "m"},
	"m07": {46000, "job"}, "m08": {3400, "job"}, "m09": {0, "job"}, "m10": {18000, "job"},
	"o12": {18500, "month"}, "o06": {9600, "visit"}, "house": {180000, "year"},
}

// demoWant is one line wanted: an item, how many, the discount in per cent.
type demoWant struct {
	item     string
	n        int64
	discount string
}

// demoThemes are the usual lines of an offer: what does not fit into its sum is left out, the works make up the rest.
var demoThemes = map[string][]demoWant{
	"air":     {{"vu2500", 2, "5"}, {"vu1200", 1, "5"}, {"rk500", 2, ""}, {"vk250", 4, ""}, {"duct250", 60, ""}, {"diff", 16, ""}, {"f7", 6, ""}},
	"cold":    {{"ox18", 3, "5"}, {"ox09", 1, ""}, {"valve", 4, ""}, {"copper", 45, ""}, {"remote", 2, ""}, {"m04", 1, ""}},
	"heat":    {{"gas60", 1, ""}, {"curtain", 2, "5"}, {"heater", 2, ""}, {"pump", 2, ""}, {"rad", 8, ""}, {"copper", 30, ""}},
	"damp":    {{"dry60", 3, ""}, {"steam15", 2, "5"}, {"dt4", 6, ""}, {"duct150", 20, ""}, {"grille", 8, ""}},
	"kitchen": {{"hood", 3, ""}, {"vk400", 1, ""}, {"mute", 2, ""}, {"duct250", 24, ""}, {"g4", 6, ""}},
	"watch":   {{"panel", 1, ""}, {"link", 1, ""}, {"dt4", 4, ""}, {"dco", 2, ""}, {"m03", 80, ""}, {"m10", 1, ""}},
	"clean":   {{"uf2", 2, ""}, {"f7", 12, "10"}, {"g4", 12, "10"}, {"m08", 4, ""}, {"grille", 6, ""}},
	"upkeep":  {{"o06", 6, ""}, {"f7", 8, "10"}, {"g4", 8, ""}, {"m08", 6, ""}, {"m10", 1, ""}},
}

// demoOffer is an offer of the plan; its sum is in roubles. The newest bears the number of the firm's texts.
type demoOffer struct {
	key    string // of the subject and of the client, "client-2" for the second one
	client string
	ago    int // day of the offer
	valid  int // days from today to the last day, negative when past
	state  trade.State
	theme  string
	sum    int64
}

// demoOffers are the offers, oldest first within a state.
var demoOffers = []demoOffer{
	{"cedar-3", "cedar", 250, -220, trade.Declined, "kitchen", 235000}, {"potters-2", "potters", 240, -212, trade.Accepted, "air", 520000},
	{"yard-2", "yard", 228, -200, trade.Accepted, "damp", 640000}, {"flax-2", "flax", 215, -190, trade.Accepted, "air", 480000},
	{"tit-2", "tit", 204, -176, trade.Accepted, "heat", 186000}, {"daybreak-2", "daybreak", 195, -165, trade.Accepted, "air", 1450000},
	{"bakery-2", "bakery", 186, -158, trade.Accepted, "kitchen", 264000}, {"shift-2", "shift", 178, -150, trade.Expired, "heat", 142000},
	{"thread-2", "thread", 176, -148, trade.Accepted, "damp", 395000}, {"cedar-4", "cedar", 166, -138, trade.Accepted, "damp", 410000},
	{"beacon-2", "beacon", 140, -112, trade.Declined, "watch", 178000}, {"newreach-2", "newreach", 128, -98, trade.Accepted, "air", 890000},
	{"reach-2", "reach", 104, -76, trade.Expired, "clean", 64000}, {"honey-2", "honey", 82, -54, trade.Declined, "cold", 210000},

	{"cedar", "cedar", 41, 6, trade.Sent, "", 0}, {"mast", "mast", 40, 4, trade.Sent, "air", 320000}, {"shift", "shift", 39, 3, trade.Sent, "heat", 180000},
	{"sole2", "sole2", 38, 5, trade.Sent, "clean", 74000}, {"wharf", "wharf", 36, 9, trade.Sent, "cold", 680000}, {"outline", "outline", 35, 11, trade.Sent, "watch", 150000},
	{"quay", "quay", 34, 2, trade.Sent, "heat", 150000}, {"folio", "folio", 33, 8, trade.Sent, "damp", 160000}, {"south", "south", 31, 10, trade.Sent, "heat", 260000},
	{"clinic", "clinic", 30, 12, trade.Sent, "clean", 410000}, {"potters", "potters", 29, 7, trade.Sent, "air", 180000}, {"oak", "oak", 28, 6, trade.Sent, "damp", 290000},
	{"ash", "ash", 27, 4, trade.Sent, "air", 95000}, {"beacon", "beacon", 26, 9, trade.Sent, "heat", 310000}, {"newreach", "newreach", 24, 14, trade.Sent, "air", 1800000},
	{"seam", "seam", 23, 5, trade.Sent, "clean", 96000}, {"glade", "glade", 22, 15, trade.Sent, "damp", 440000}, {"sage", "sage", 21, 8, trade.Answered, "air", 210000},
	{"bridge", "bridge", 20, 10, trade.Sent, "air", 560000}, {"mint", "mint", 19, 11, trade.Sent, "clean", 235000}, {"fish", "fish", 18, 12, trade.Viewed, "cold", 220000},
	{"garden", "garden", 17, 13, trade.Sent, "heat", 265000}, {"daybreak", "daybreak", 16, 20, trade.Sent, "long", 3200000}, {"ravine", "ravine", 15, 14, trade.Sent, "kitchen", 250000},
	{"school", "school", 14, 15, trade.Sent, "air", 150000}, {"mill", "mill", 13, 9, trade.Sent, "upkeep", 140000}, {"cedar-2", "cedar", 12, 18, trade.Sent, "watch", 160000},
	{"glass", "glass", 11, 16, trade.Sent, "air", 390000}, {"tea", "tea", 10, 14, trade.Sent, "air", 240000}, {"yard", "yard", 9, 21, trade.Sent, "damp", 960000},
	{"sole1", "sole1", 8, 20, trade.Sent, "heat", 132000}, {"polar", "polar", 7, 25, trade.Draft, "watch", 600000}, {"flax", "flax", 6, 24, trade.Sent, "air", 720000},
	{"tit", "tit", 5, 25, trade.Sent, "heat", 370000}, {"bakery", "bakery", 4, 26, trade.Sent, "kitchen", 460000}, {"honey", "honey", 3, 27, trade.Draft, "cold", 88000},
	{"dairy", "dairy", 2, 28, trade.Draft, "cold", 540000}, {"thread", "thread", 0, 21, trade.Draft, "", 0},
}

// demoLong are the lines of the long offer, section by section; the works make up the rest of its sum.
var demoLong = []struct {
	title string
	lines []demoWant
}{
	{"equipment", []demoWant{{"vu600", 1, "5"}, {"vu1200", 1, "5"}, {"rk500", 1, ""}, {"ox18", 1, "5"}, {"vk160", 4, ""}, {"vk250", 4, ""}, {"vk400", 1, ""}, {"uf2", 2, ""},
		{"curtain", 1, ""}, {"heater", 2, ""}, {"pump", 3, ""}, {"mute", 2, ""}}},
	{"network", []demoWant{{"duct150", 120, ""}, {"duct250", 60, ""}, {"wool", 140, ""}, {"copper", 60, ""}, {"grille", 24, ""}, {"diff", 32, ""}, {"valve", 6, ""}, {"f7", 12, "10"},
		{"g4", 12, "10"}, {"rad", 6, ""}, {"conv", 1, ""}}},
	{"automation", []demoWant{{"panel", 1, ""}, {"link", 1, ""}, {"remote", 4, ""}, {"dt4", 10, ""}, {"dco", 4, ""}, {"m03", 260, ""}}},
	{"works", []demoWant{{"m05", 1, ""}, {"m06", 70, ""}, {"m01", 40, ""}, {"m02", 1, ""}, {"m04", 2, ""}, {"m07", 1, ""}, {"m08", 4, ""}, {"m10", 2, ""}, {"o06", 2, ""}, {"steam15", 1, ""}}},
}
