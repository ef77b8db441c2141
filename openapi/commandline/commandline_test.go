package commandline

import (
	"context"
	"errors"
	"flag"
	"strings"
	"testing"
)

// bakery is a program with commands. It records what was run.
func bakery(ran *string) Command {
	return Command{
		Name:    "bakery",
		Summary: "bakes",
		Help:    "It is warm in there.",
		Commands: []Command{
			{
				Name: "bread", Summary: "bakes bread", Help: "You want it in the morning.",
				Examples: "bakery bread -loaves 2\nbakery bread   # one loaf\n",
				Status:   [3]string{1: "the bread is burnt"},
				Setup: func(flags *flag.FlagSet) func(context.Context) error {
					loaves := flags.Int("loaves", 1, "how `many` to bake")
					return func(context.Context) error {
						switch *loaves {
						case 0:
							return Misuse("-loaves: bake at least 1")
						case 13:
							return &Exit{Status: 1}
						case 14:
							return &Exit{Status: 3, Err: errors.New("out of flour")}
						case 15:
							return errors.New("burnt")
						}
						*ran = "bread"
						return nil
					}
				},
			},
			{Name: "cake", Summary: "bakes a cake", Setup: func(*flag.FlagSet) func(context.Context) error {
				return func(context.Context) error { *ran = "cake"; return nil }
			}},
		},
	}
}

func TestRun(t *testing.T) {
	for args, want := range map[string]struct {
		status int
		stderr string
	}{
		"cake":             {0, ""},
		"bread -loaves 2":  {0, ""},
		"bread -loaves 13": {1, ""},
		"bread -loaves 14": {3, "bakery: out of flour\n"},
		"bread -loaves 15": {1, "bakery: burnt\n"},
		"bread -loaves 0":  {2, "bakery bread: -loaves: bake at least 1; see bakery bread -h\n"},
		"":                 {2, "bakery: no command: use bread or cake; see bakery -h\n"},
		"braed":            {2, `bakery: unknown command "braed": use bread or cake; see bakery -h` + "\n"},
		"help braed":       {2, `bakery: unknown command "braed": use bread or cake; see bakery -h` + "\n"},
		"-loud":            {2, "bakery: flag provided but not defined: -loud; see bakery -h\n"},
		"bread -loud":      {2, "bakery bread: flag provided but not defined: -loud; see bakery bread -h\n"},
		"cake now":         {2, `bakery cake: unexpected argument "now"; see bakery cake -h` + "\n"},
	} {
		var ran string
		var stdout, stderr strings.Builder
		status := Run(t.Context(), bakery(&ran), strings.Fields(args), &stdout, &stderr)
		if status != want.status || stderr.String() != want.stderr || stdout.String() != "" {
			t.Errorf("%q: status %d, stdout %q, stderr %q", args, status, stdout.String(), stderr.String())
		}
		if (status == 0) != (ran != "") {
			t.Errorf("%q: status %d, ran %q", args, status, ran)
		}
	}
}

const breadHelp = `bakery bread: bakes bread

usage: bakery bread [flags]

You want it in the morning.

flags:
  -loaves many
    	how many to bake (default 1)

examples:
  bakery bread -loaves 2
  bakery bread   # one loaf

exit status:
  0  success
  1  the bread is burnt
  2  wrong usage, such as an unknown flag
`

const bakeryHelp = `bakery: bakes

usage: bakery COMMAND [flags]

It is warm in there.

commands:
  bread  bakes bread
  cake   bakes a cake

bakery help COMMAND explains a command.
`

func TestHelp(t *testing.T) {
	for args, want := range map[string]string{
		"-h": bakeryHelp, "--help": bakeryHelp, "help": bakeryHelp,
		"bread -h": breadHelp, "help bread": breadHelp, "bread -loaves 2 -help": breadHelp,
	} {
		var ran string
		var stdout, stderr strings.Builder
		status := Run(t.Context(), bakery(&ran), strings.Fields(args), &stdout, &stderr)
		if status != 0 || stdout.String() != want || stderr.String() != "" || ran != "" {
			t.Errorf("%q: status %d, ran %q, stderr %q, stdout\n%s", args, status, ran, stderr.String(), stdout.String())
		}
	}
}

// A program without commands is a command itself; one with commands may be, too.
func TestProgramThatRunsItself(t *testing.T) {
	for args, want := range map[string]string{"": "itself", "cake": "cake"} {
		var ran string
		program := bakery(&ran)
		program.Setup = func(*flag.FlagSet) func(context.Context) error {
			return func(context.Context) error { ran = "itself"; return nil }
		}
		var stdout, stderr strings.Builder
		if status := Run(t.Context(), program, strings.Fields(args), &stdout, &stderr); status != 0 || ran != want {
			t.Errorf("%q: status %d, ran %q, stderr %q", args, status, ran, stderr.String())
		}
	}
}
