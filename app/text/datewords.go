package text

// calendarWords are the words of dates in one language; days of the week start on Sunday, as in package time.
type calendarWords struct {
	name         string
	months       [12]string // nominative, lower case in running text
	monthsOf     [12]string // genitive, as after a day
	monthsShort  [12]string
	weekdays     [7]string
	weekdaysTwo  [7]string
	yearMark     string // stands after the year of a long date
	relative     [3]string
	typedDays    map[string]int // words a user may type for a day, by distance from today
	weekdayTyped map[string]int // further words for days of the week
}

var russian = calendarWords{
	name: "Русский",
	months: [12]string{"январь", "февраль", "март", "апрель", "май", "июнь",
		"июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
	monthsOf: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня",
		"июля", "августа", "сентября", "октября", "ноября", "декабря"},
	monthsShort:  [12]string{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
	weekdays:     [7]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
	weekdaysTwo:  [7]string{"Вс", "Пн", "Вт", "Ср", "Чт", "Пт", "Сб"},
	yearMark:     nbsp + "г.",
	relative:     [3]string{"вчера", "сегодня", "завтра"},
	typedDays:    map[string]int{"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2},
	weekdayTyped: map[string]int{"среду": 3, "пятницу": 5, "субботу": 6},
}

var ukrainian = calendarWords{
	name: "Українська",
	months: [12]string{"січень", "лютий", "березень", "квітень", "травень", "червень",
		"липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
	monthsOf: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня",
		"липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
	monthsShort:  [12]string{"січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"},
	weekdays:     [7]string{"неділя", "понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота"},
	weekdaysTwo:  [7]string{"Нд", "Пн", "Вт", "Ср", "Чт", "Пт", "Сб"},
	yearMark:     nbsp + "р.",
	relative:     [3]string{"вчора", "сьогодні", "завтра"},
	typedDays:    map[string]int{"позавчора": -2, "вчора": -1, "учора": -1, "сьогодні": 0, "завтра": 1, "післязавтра": 2},
	weekdayTyped: map[string]int{"неділю": 0, "середу": 3, "пятницю": 5, "суботу": 6},
}

var english = calendarWords{
	name: "English",
	months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	monthsOf: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	monthsShort: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	weekdays:    [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	weekdaysTwo: [7]string{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"},
	relative:    [3]string{"yesterday", "today", "tomorrow"},
	typedDays:   map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1},
	weekdayTyped: map[string]int{"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4,
		"fri": 5, "sat": 6},
}

func wordsOf(l Lang) *calendarWords {
	switch l {
	case RU:
		return &russian
	case UK:
		return &ukrainian
	}
	return &english
}
