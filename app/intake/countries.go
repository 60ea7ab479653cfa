package intake

import (
	"strings"

	"rapport/app/ident"
)

// countryNames are the countries that clients of small firms mostly live in, as files write them.
var countryNames = map[string]string{
	"RU": "россия|рф|российская федерация|russia|russian federation|росія|rus",
	"UA": "украина|україна|ukraine|ukr",
	"BY": "беларусь|белоруссия|республика беларусь|belarus|білорусь",
	"KZ": "казахстан|республика казахстан|kazakhstan",
	"UZ": "узбекистан|uzbekistan", "KG": "киргизия|кыргызстан|kyrgyzstan|киргизстан", "AM": "армения|armenia|вірменія",
	"GE": "грузия|georgia|грузія", "AZ": "азербайджан|azerbaijan", "MD": "молдова|молдавия|moldova|молдавія",
	"TJ": "таджикистан|tajikistan", "TM": "туркмения|туркменистан|turkmenistan", "LV": "латвия|latvia|латвія", "LT": "литва|lithuania",
	"EE": "эстония|estonia|естонія", "PL": "польша|poland|польща|polska", "DE": "германия|germany|німеччина|deutschland",
	"US": "сша|usa|united states|united states of america|u s a|us", "GB": "великобритания|uk|united kingdom|great britain|england|велика британія|англия",
	"FR": "франция|france|франція", "IT": "италия|italy|італія|italia", "ES": "испания|spain|іспанія|españa", "PT": "португалия|portugal|португалія",
	"AT": "австрия|austria|австрія", "CH": "швейцария|switzerland|швейцарія", "BE": "бельгия|belgium|бельгія", "NL": "нидерланды|netherlands|нідерланди|holland",
	"DK": "дания|denmark|данія", "SE": "швеция|sweden|швеція", "NO": "норвегия|norway|норвегія", "FI": "финляндия|finland|фінляндія",
	"IE": "ирландия|ireland|ірландія", "CZ": "чехия|czech republic|czechia|чехія", "SK": "словакия|slovakia|словаччина", "HU": "венгрия|hungary|угорщина",
	"RO": "румыния|romania|румунія", "BG": "болгария|bulgaria|болгарія", "TR": "турция|turkey|turkiye|туреччина", "IL": "израиль|israel|ізраїль",
	"CN": "китай|china|кнр", "JP": "япония|japan|японія", "KR": "корея|south korea|республика корея", "IN": "индия|india|індія",
	"CA": "канада|canada", "MX": "мексика|mexico", "BR": "бразилия|brazil|бразилія", "AR": "аргентина|argentina", "VE": "венесуэла|venezuela|венесуела",
	"AU": "австралия|australia|австралія", "SG": "сингапур|singapore|сінгапур", "AE": "оаэ|uae|united arab emirates|оае", "RS": "сербия|serbia|сербія",
	"GR": "греция|greece|греція", "CY": "кипр|cyprus|кіпр", "VN": "вьетнам|vietnam|вʼєтнам", "TH": "таиланд|thailand",
}

var countryCodes = indexCountries()

func indexCountries() map[string]string {
	index := map[string]string{}
	for code, names := range countryNames {
		for _, n := range strings.Split(names, "|") {
			index[plainHeading(n)] = code
		}
	}
	return index
}

// countryCode finds the ISO code of a country as files name it; unknown names stay as they are.
func countryCode(name string) string {
	name = tidy(name, 100)
	if code, ok := countryCodes[plainHeading(name)]; ok {
		return code
	}
	if upper := strings.ToUpper(name); len(upper) == 2 && ident.KnownCountry(upper) {
		return upper
	}
	return name
}

// phoneCountry is the country by which a row's telephones are read.
func phoneCountry(client, own string) string {
	if len(client) == 2 {
		return client
	}
	return own
}
