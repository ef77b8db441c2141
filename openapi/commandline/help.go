package commandline

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

// printHelp prints all that is known about a command.
func (c Command) printHelp(out io.Writer, name string, flags *flag.FlagSet) {
	fmt.Fprintf(out, "%s: %s\n\nusage: %s\n", name, c.Summary, c.usage(name, flags))
	if c.Help != "" {
		fmt.Fprintf(out, "\n%s\n", strings.TrimSpace(c.Help))
	}
	if len(c.Commands) > 0 {
		fmt.Fprintln(out, "\ncommands:")
		for _, sub := range c.Commands {
			fmt.Fprintf(out, "  %-*s  %s\n", c.widest(), sub.Name, sub.Summary)
		}
		fmt.Fprintf(out, "\n%s help COMMAND explains a command.\n", name)
	}
	if hasFlags(flags) {
		fmt.Fprintln(out, "\nflags:")
		flags.SetOutput(out)
		flags.PrintDefaults()
	}
	if c.Examples != "" {
		fmt.Fprintln(out, "\nexamples:")
		for line := range strings.Lines(strings.TrimSpace(c.Examples)) {
			fmt.Fprintf(out, "  %s\n", strings.TrimRight(line, "\n"))
		}
	}
	if c.Setup == nil {
		return
	}
	fmt.Fprintln(out, "\nexit status:")
	for status, meaning := range c.Status {
		if meaning == "" {
			meaning = usualStatus[status]
		}
		fmt.Fprintf(out, "  %d  %s\n", status, meaning)
	}
}

func (c Command) usage(name string, flags *flag.FlagSet) string {
	switch {
	case c.Setup == nil:
		return name + " COMMAND [flags]"
	case len(c.Commands) > 0:
		return name + " [COMMAND] [flags]"
	case hasFlags(flags):
		return name + " [flags]"
	}
	return name
}

// widest returns the length of the longest name of a command.
func (c Command) widest() int {
	width := 0
	for _, sub := range c.Commands {
		width = max(width, len(sub.Name))
	}
	return width
}

func hasFlags(flags *flag.FlagSet) bool {
	found := false
	flags.VisitAll(func(*flag.Flag) { found = true })
	return found
}
