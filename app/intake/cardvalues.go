package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func (r *cardReader) takeName(p property) {
	if r.named {
		return
	}
	parts := append(p.parts(r.page), "", "", "", "", "")
	for i := range parts {
		parts[i] = r.g.tidied(parts[i])
	}
	who := person{family: parts[0], given: parts[1], middle: parts[2]}
	if who.empty() {
		return
	}
	r.named = true
	r.g.person = who
	if parts[3] != "" {
		r.g.keep(r.opts.label("prefix"), parts[3])
	}
	if parts[4] != "" {
		r.g.keep(r.opts.label("suffix"), parts[4])
	}
}

// takeOrg reads the firm; its departments and further firms are kept aside.
func (r *cardReader) takeOrg(p property) {
	parts := p.parts(r.page)
	for i := range parts {
		parts[i] = r.g.tidied(parts[i])
	}
	if parts[0] == "" && len(parts) > 1 {
		parts = parts[1:]
	}
	r.g.set(FieldCompany, "ORG", parts[0])
	if rest := strings.Trim(strings.Join(parts[1:], ", "), ", "); rest != "" {
		r.g.keep(r.opts.label("department"), rest)
	}
}

// takeRole uses a profession as the post where no post is said.
func (r *cardReader) takeRole(p property) {
	v := r.g.tidied(p.text(r.page))
	for _, q := range r.props {
		if q.name == "TITLE" {
			r.g.keep(r.opts.label("profession"), v)
			return
		}
	}
	r.g.set(FieldPost, "ROLE", v)
}

var (
	telURI   = pattern(`(?i)^tel:([^;]*)(?:;(.*))?$`)
	appleTag = pattern(`^_\$!<(.*)>!\$_$`)
)

func (r *cardReader) takePhone(p property) {
	v := p.text(r.page)
	if m := telURI().FindStringSubmatch(v); m != nil {
		v = m[1]
		for _, q := range strings.Split(m[2], ";") {
			if ext, found := strings.CutPrefix(strings.ToLower(q), "ext="); found {
				v += " ext. " + ext
			}
		}
	}
	w := way{value: v, label: cardSort(p), group: r.ownGroup(p), heading: "TEL"}
	if custom := customType(p); custom != "" && w.label == "" && w.group == "" {
		w.group = fmt.Sprintf("line %d", p.line)
		r.g.labels[w.group] = custom
	}
	r.g.phones = append(r.g.phones, w)
}

// ownGroup is the group of a property that Apple gave a label of its own.
func (r *cardReader) ownGroup(p property) string {
	if label := r.labels[p.group]; p.group != "" && label != "" {
		r.g.labels[p.group] = label
		return p.group
	}
	return ""
}

// appleLabel takes "HomePage" out of "_$!<HomePage>!$_"; a label of the user's own stays.
func appleLabel(s string) string {
	if m := appleTag().FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		return m[1]
	}
	return s
}

// customType finds the sort that phones write as X-…, per cent encoded: "X-%D0%A2%D0%B5%D1%81%D1%82".
func customType(p property) string {
	for _, w := range p.types() {
		rest, found := strings.CutPrefix(w, "x-")
		if !found {
			continue
		}
		if s := string(fromPrintable([]byte(strings.ReplaceAll(rest, "%", "=")))); utf8.ValidString(s) {
			return tidy(s, 60)
		}
	}
	return ""
}

// cardSort finds the code of the sort that the types speak of.
func cardSort(p property) string {
	has := map[string]bool{}
	for _, w := range p.types() {
		has[w] = true
	}
	place := ""
	switch {
	case has["home"] || has["dom"] && !has["work"]:
		place = "home"
	case has["work"]:
		place = "work"
	}
	switch {
	case has["fax"] && place == "home":
		return "home fax"
	case has["fax"]:
		return "fax"
	case has["cell"], has["x-mobil"], has["mobile"], has["iphone"]:
		return "mobile"
	case has["pager"]:
		return "pager"
	case place != "":
		return place
	case has["main"]:
		return "main"
	case has["car"]:
		return "car"
	case has["other"]:
		return "other"
	}
	return ""
}

// takeAddress reads the parts of ADR: box, extended, street, city, region, code, country.
func (r *cardReader) takeAddress(p property) {
	parts := append(p.parts(r.page), "", "", "", "", "", "", "")
	group := r.ownGroup(p)
	if group == "" {
		group = fmt.Sprintf("line %d", p.line)
	}
	label := cardSort(p)
	if custom := customAddress(p); label == "" && custom != "" && r.g.labels[group] == "" {
		r.g.labels[group] = custom
	}
	fields := []Field{FieldPOBox, FieldStreet2, FieldStreet, FieldCity, FieldRegion, FieldZip, FieldCountry}
	for i, f := range fields {
		if parts[i] != "" {
			r.g.takePlace(column{target: target{field: f, label: label, group: group}, heading: "ADR"}, parts[i])
		}
	}
}

var plainAddressTypes = map[string]bool{"home": true, "work": true, "pref": true, "postal": true, "parcel": true, "dom": true, "intl": true, "other": true}

// customAddress is a sort of address that is none of the usual.
func customAddress(p property) string {
	for _, q := range p.params {
		if q.key == "TYPE" && !plainAddressTypes[strings.ToLower(q.value)] && !strings.Contains(q.value, ",") {
			return tidy(q.value, 60)
		}
	}
	return ""
}

func (r *cardReader) takeBirthday(p property) {
	v := p.text(r.page)
	if v == "" {
		return
	}
	if year := p.param("X-APPLE-OMIT-YEAR"); year != "" {
		if rest, found := strings.CutPrefix(v, year); found {
			v = "--" + strings.TrimPrefix(rest, "-")
		}
	}
	r.g.takeBirthday(column{heading: "BDAY"}, v)
}

// takeLabel reads an address written as on an envelope, which mostly doubles ADR.
func (r *cardReader) takeLabel(p property) {
	for _, q := range r.props {
		if q.name == "ADR" {
			return
		}
	}
	group := fmt.Sprintf("line %d", p.line)
	r.g.takePlace(column{target: target{field: FieldAddress, label: cardSort(p), group: group}, heading: "LABEL"}, p.text(r.page))
}
