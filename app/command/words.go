package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rapport/app/crm"
	"rapport/app/system"
	"rapport/app/text"
)

// speaks is the language to speak: the one --lang names, which is looked for before the arguments are read so that
// even the complaint about them is in it; else the system's.
func speaks(args []string) text.Lang {
	for i, arg := range args {
		value, joined := strings.CutPrefix(arg, "--lang=")
		switch {
		case arg == "--":
			return systemLang()
		case arg == "--lang" && i+1 < len(args):
			value = args[i+1]
		case !joined:
			continue
		}
		if lang, ok := text.ParseLang(value); ok {
			return lang
		}
	}
	return systemLang()
}

func systemLang() text.Lang {
	lang, _ := text.ParseLang(system.Locale())
	return lang
}

// root is the program with all its verbs, speaking the user's language.
func (v *verbs) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click opens the window
	root := &cobra.Command{Use: "rapport " + v.tongue.T("command.help.args"), DisableFlagsInUseLine: true, SuggestionsMinimumDistance: 2, Short: v.tongue.T("command.short"), Version: v.Version,
		SilenceUsage: true, SilenceErrors: true, CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(c *cobra.Command, _ []string) error { return v.Window(c.Context(), v.folder(), v.asked()) },
		PersistentPreRunE: func(*cobra.Command, []string) error { return v.checkLang() }}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return v.flagFault(err) })
	root.SetVersionTemplate("Rapport {{.Version}}\n")
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { v.help(c) })
	root.SetHelpCommand(v.helpVerb())
	flags := root.PersistentFlags()
	flags.StringVar(&v.dir, "data", "", "")
	flags.StringVar(&v.lang, "lang", "", "")
	flags.BoolP("help", "h", false, "")
	root.Flags().Bool("version", false, "")
	root.AddCommand(v.demo(), v.importFiles(), v.list(), v.show(), v.move(), v.dossier(), v.offers(), v.offer(), v.deals(), v.orders(), v.order(), v.priceList(), v.export(), v.backup(), v.check())
	root.InitDefaultHelpCmd()
	return root
}

// verb begins a verb: its name, its usage line and its one line of help come from the catalogue.
func (v *verbs) verb(name string, args cobra.PositionalArgs, run func(c *cobra.Command, args []string) error) *cobra.Command {
	key := "command.verb." + strings.ReplaceAll(name, " ", ".")
	use := name[strings.LastIndex(name, " ")+1:]
	if v.tongue.Has(key + ".args") {
		use += " " + v.tongue.T(key+".args")
	}
	return &cobra.Command{Use: use, Short: v.tongue.T(key),
		Args: args, RunE: run, DisableFlagsInUseLine: true}
}

// known refuses a first word that is no verb before its flags are read, which would complain of the flags instead.
func (v *verbs) known(root *cobra.Command, args []string) error {
	_, _, err := root.Find(args)
	if err == nil {
		return nil
	}
	var word string
	if _, scanErr := fmt.Sscanf(err.Error(), "unknown command %q", &word); scanErr != nil {
		return usageError{err}
	}
	if info, statErr := os.Stat(word); statErr == nil {
		return misuse(pick(info.IsDir(), "command.unknown.folder", "command.unknown.file"), "Word", word)
	}
	if like := root.SuggestionsFor(word); len(like) > 0 {
		return misuse("command.unknown.like", "Word", word, "Like", strings.Join(like, ", "))
	}
	return misuse("command.unknown", "Word", word)
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func (v *verbs) checkLang() error {
	if v.lang != "" && v.asked() == "" {
		return misuse("command.lang", "Lang", v.lang)
	}
	return nil
}

// flagFault puts what the flag reader complains of into the user's language.
func (v *verbs) flagFault(err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return misuse("command.noflag", "Flag", dashes(unknown.GetSpecifiedName()))
	case errors.As(err, &empty):
		return misuse("command.noflag.value", "Flag", dashes(empty.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return misuse("command.badflag", "Flag", "--"+invalid.GetFlag().Name, "Value", invalid.GetValue())
	}
	return misuse("command.failed", "Error", err.Error())
}

func dashes(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func (v *verbs) helpVerb() *cobra.Command {
	return v.verb("help", nil, func(c *cobra.Command, args []string) error {
		about, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return misuse("command.unknown", "Word", strings.Join(args, " "))
		}
		v.help(about)
		return nil
	})
}

// help tells what a verb does, how it is called, and its flags.
func (v *verbs) help(c *cobra.Command) {
	t := v.tongue
	fmt.Fprintf(v.out, "%s\n\n%s:\n  %s\n", c.Short, t.T("command.help.usage"), strings.TrimSpace(c.UseLine()))
	w := tabwriter.NewWriter(v.out, 2, 4, 2, ' ', 0)
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s:\n", t.T("command.help.verbs"))
		for _, sub := range c.Commands() {
			fmt.Fprintf(w, "  %s\t%s\n", sub.Name(), sub.Short)
		}
	}
	fmt.Fprintf(w, "\n%s:\n", t.T("command.help.flags"))
	c.LocalFlags().VisitAll(func(f *pflag.Flag) { v.writeFlag(w, f) })
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) { v.writeFlag(w, f) })
	if c.Name() == "move" {
		v.writeReasons(w)
	}
	if !c.HasParent() {
		fmt.Fprintf(w, "\n%s\n", t.T("command.help.more"))
	}
	_ = w.Flush() // a reader that went away wants no more
}

// writeFlag writes a flag with what the catalogue says about it.
func (v *verbs) writeFlag(w io.Writer, f *pflag.Flag) {
	key := "command.flag." + f.Name
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if v.tongue.Has(key + ".value") {
		name += " " + v.tongue.T(key+".value")
	}
	fmt.Fprintf(w, "  %s\t%s\n", name, v.tongue.T(key))
}

// writeReasons lists the codes that --reason knows.
func (v *verbs) writeReasons(w io.Writer) {
	fmt.Fprintf(w, "\n%s:\n", v.tongue.T("command.help.reasons"))
	codes := slices.Concat(crm.ReasonsUp, crm.ReasonsDown)
	for i, code := range codes {
		if slices.Index(codes, code) == i {
			fmt.Fprintf(w, "  %s\t%s\n", code, v.tongue.T("crm.reason."+code))
		}
	}
}
