package desk

import (
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
)

// Intake is what an import did, or with a dry run would do.
type Intake struct {
	File      string
	Format    string
	Rows      int
	Added     int // clients new to the base
	Completed int // clients that were there and learnt something
	Same      int // clients that were there with all of it
	People    int // people added
	Complaint []intake.Complaint
	DryRun    bool
}

// Import takes a file that was read into the base, as one act that can be undone. A client that is there already
// learns what is missing; nothing it holds is overwritten. With dryRun nothing is written.
func (d *Desk) Import(ctx context.Context, file string, batch intake.Batch, dryRun bool) (Intake, error) {
	in := importing{d: d, ctx: ctx, fresh: map[string][]int{}, met: map[crm.ClientID]int{}, reps: map[string]crm.RepID{}, fields: map[string]crm.Field{},
		done: Intake{File: file, Format: batch.Format, Rows: batch.Rows, Complaint: batch.Complaints, DryRun: dryRun}}
	if err := in.know(); err != nil {
		return in.done, err
	}
	for _, draft := range batch.Clients {
		if err := ctx.Err(); err != nil {
			return in.done, err
		}
		if err := in.take(draft); err != nil {
			return in.done, err
		}
	}
	if in.tally(); dryRun {
		return in.done, nil
	}
	return in.done, d.apply(ctx, "act.import", []string{"File", file}, in.changes()...)
}

// importing is the state of one import: what becomes of each client.
type importing struct {
	d     *Desk
	ctx   context.Context
	done  Intake
	cases []newcomer
	fresh map[string][]int     // the cases of clients added by this import, by their marks
	met   map[crm.ClientID]int // the cases of clients of the base

	reps   map[string]crm.RepID // by folded name
	fields map[string]crm.Field // own fields by folded name
}

// know reads the names of our people and of own fields: columns that bear them have a place.
func (in *importing) know() error {
	reps, err := in.d.Reps(in.ctx)
	if err != nil {
		return err
	}
	for _, r := range reps {
		in.reps[text.Fold(r.Name)] = r.ID
	}
	fields, err := in.d.Fields(in.ctx)
	for _, f := range fields {
		in.fields[text.Fold(f.Name)] = f
	}
	return err
}

// settle puts what a draft holds beside the client where it belongs: the keeper, own fields, and the rest as lines of
// the notes, so that nothing is lost. It returns those lines.
func (in *importing) settle(c *crm.Client, draft intake.Draft) (lines []string) {
	for _, p := range draft.Extra {
		if f, own := in.fields[text.Fold(p.Heading)]; own {
			c.Fields = append(c.Fields, crm.FieldValue{Field: f.ID, Value: in.d.readField(f, p.Value)})
			continue
		}
		lines = append(lines, p.Heading+": "+p.Value)
	}
	if id, ours := in.reps[text.Fold(draft.Owner)]; ours {
		c.Owner = id
	} else if draft.Owner != "" {
		lines = append(lines, draft.Owner)
	}
	for i, l := range lines {
		lines[i] = text.Clean(l, maxNotes)
	}
	c.Notes = noted(c.Notes, lines)
	return lines
}

// noted is a text with the lines that do not stand in it yet.
func noted(notes string, lines []string) string {
	for _, l := range lines {
		switch {
		case notes == "":
			notes = l
		case !strings.Contains("\n"+notes+"\n", "\n"+l+"\n"):
			notes += "\n" + l
		}
	}
	return notes
}

// newcomer is one client of the file: new, or one that is there already.
type newcomer struct {
	was    *crm.Client
	now    crm.Client
	file   crm.ClientID // its id in a file this program wrote
	people []person
}

// person is somebody at a newcomer: to be added (no was), or there already.
type person struct {
	was  *crm.Contact
	now  crm.Contact
	file crm.ContactID // his id in a file this program wrote
}

func (n *newcomer) changed() bool {
	return !sameJSON(*n.was, n.now) || slices.ContainsFunc(n.people, person.changed)
}

func (p person) changed() bool { return p.was == nil || !sameJSON(*p.was, p.now) }

func (in *importing) take(draft intake.Draft) error {
	c, err := in.d.tidyClient(in.ctx, draft.Client)
	if err != nil {
		return nil // a row without a name: intake has complained of it
	}
	lines := in.settle(&c, draft)
	was, err := in.d.sameClient(in.ctx, c)
	if err != nil {
		return err
	}
	i, err := in.caseOf(was, c)
	if err == nil {
		in.learn(&in.cases[i], c, draft.Contacts)
		in.cases[i].now.Notes = noted(in.cases[i].now.Notes, lines)
	}
	return err
}

// caseOf is the case of the client a row speaks of; was is that client in the base, nil when it is new.
func (in *importing) caseOf(was *crm.Client, c crm.Client) (int, error) {
	if was == nil {
		if i := in.seen(c); i >= 0 {
			return i, nil
		}
		return in.add(c), nil
	}
	if i, ok := in.met[was.ID]; ok {
		return i, nil
	}
	known, err := in.d.Contacts(in.ctx, was.ID)
	n := newcomer{was: was, now: *was}
	for _, k := range known {
		n.people = append(n.people, person{was: &k, now: k})
	}
	in.met[was.ID] = len(in.cases)
	in.cases = append(in.cases, n)
	return len(in.cases) - 1, err
}

func (in *importing) add(c crm.Client) int {
	n := newcomer{file: c.ID}
	in.d.welcome(&c)
	n.now = c
	for _, mark := range marks(c) {
		in.fresh[mark] = append(in.fresh[mark], len(in.cases))
	}
	in.cases = append(in.cases, n)
	return len(in.cases) - 1
}

// tally counts what became of the clients of the file.
func (in *importing) tally() {
	for _, n := range in.cases {
		switch {
		case n.was == nil:
			in.done.Added++
		case n.changed():
			in.done.Completed++
		default:
			in.done.Same++
		}
		for _, p := range n.people {
			if p.was == nil {
				in.done.People++
			}
		}
	}
}

func (in *importing) changes() []crm.Change {
	var out []crm.Change
	for _, n := range in.cases {
		switch {
		case n.was == nil:
			out = append(out, crm.Add(n.now))
		case !sameJSON(*n.was, n.now):
			out = append(out, crm.Alter(*n.was, n.now))
		}
		for _, p := range n.people {
			switch {
			case p.was == nil:
				out = append(out, crm.Add(p.now))
			case p.changed():
				out = append(out, crm.Alter(*p.was, p.now))
			}
		}
	}
	return out
}
