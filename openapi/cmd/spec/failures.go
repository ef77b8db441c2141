package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/commandline"
)

var failuresCommand = subcommand{
	Command: commandline.Command{
		Name:    "failures",
		Summary: "list the failures in the output of make",
		Help: `
It copies the output of make from stdin to stdout. At the end it lists the failed
targets, tests and lines of code, on stdout and in the Markdown report of spec
update. make update runs it, so that one run shows everything that fails.`,
		Examples: "make --keep-going check 2>&1 | go run ./openapi/cmd/spec failures",
		Status:   [3]string{0: "the output was read, with or without failures in it"},
	},
	flags: failuresFlags,
	run:   (*command).failures,
}

func failuresFlags(flags *flag.FlagSet, o *options) {
	commonFlags(flags, o)
	flags.StringVar(&o.report, "report", "", "the `file` with the report of spec update")
}

// failures lists the failures in the output of make.
func (c *command) failures(_ context.Context, o options) error {
	found, err := readFailures(io.TeeReader(c.stdin, c.stdout), filepath.Dir(o.dir))
	if err != nil {
		return err
	}
	section := found.markdown()
	if section == "" {
		return nil
	}
	fmt.Fprintf(c.stdout, "\n%s", strings.ReplaceAll(section, "`", ""))
	if o.report == "" {
		return nil
	}
	text, err := os.ReadFile(o.report)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(o.report, []byte(insertSection(string(text), section)), 0o644)
}

// failureList holds the failures that the output of make shows.
type failureList struct {
	targets  []string
	lines    []string            // of code, with their problem
	packages []string            // in the order of the output
	tests    map[string][]string // by package
}

// The lines of the output that show a failure.
var (
	failedTarget  = regexp.MustCompile(`^make(?:\[\d+\])?: \*\*\* \[[^\]]*?: ([a-z-]+)\] Error`)
	failedTest    = regexp.MustCompile(`^\s*--- FAIL: (\S+)`)
	failedPackage = regexp.MustCompile(`^FAIL\t(\S+)`)
	failedLine    = regexp.MustCompile(`^(?:vet: )?(?:\./)?([\w./-]+\.go:\d+:\d+): (.+)$`)
)

// readFailures reads the output of make in the folder root. Some programs write the whole
// path of a file below it.
func readFailures(in io.Reader, root string) (*failureList, error) {
	f := &failureList{tests: map[string][]string{}}
	var tests []string // of the package whose output is being read
	lines := bufio.NewReader(in)
	for {
		text, err := lines.ReadString('\n')
		line := strings.TrimRight(text, "\r\n")
		if match := failedTest.FindStringSubmatch(line); match != nil {
			tests = append(tests, match[1])
		} else if match := failedPackage.FindStringSubmatch(line); match != nil {
			f.packages = addOnce(f.packages, match[1])
			f.tests[match[1]] = append(f.tests[match[1]], outermost(tests)...)
			tests = nil
		} else if match := failedLine.FindStringSubmatch(line); match != nil {
			place := strings.TrimPrefix(match[1], root+"/")
			f.lines = addOnce(f.lines, fmt.Sprintf("`%s`: `%s`", place, strings.ReplaceAll(oneLine(match[2]), "`", "'")))
		} else if match := failedTarget.FindStringSubmatch(line); match != nil && match[1] != "update" {
			f.targets = addOnce(f.targets, match[1])
		}
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func addOnce(list []string, value string) []string {
	if slices.Contains(list, value) {
		return list
	}
	return append(list, value)
}

// outermost leaves out the tests that failed because of a subtest in the list.
func outermost(tests []string) []string {
	return slices.DeleteFunc(slices.Clone(tests), func(test string) bool {
		return slices.ContainsFunc(tests, func(other string) bool { return strings.HasPrefix(other, test+"/") })
	})
}

// most is the number of failures of one kind that a report lists.
const most = 40

// markdown returns the section about the failures, "" without a failure.
func (f *failureList) markdown() string {
	var items []string
	for _, target := range f.targets {
		items = append(items, "`make "+target+"`")
	}
	items = append(items, shorten(f.lines)...)
	for _, pkg := range f.packages {
		text := "`" + pkg + "`"
		if tests := shorten(f.tests[pkg]); len(tests) > 0 {
			text += ": `" + strings.Join(tests, "`, `") + "`"
		}
		items = append(items, text)
	}
	if len(items) == 0 {
		return ""
	}
	return "### Failing checks\n\n- " + strings.Join(items, "\n- ") + "\n"
}

func shorten(list []string) []string {
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), fmt.Sprintf("%d more", len(list)-most))
}

// insertSection puts a section before the first one of a report, so that a report that
// is cut short still has it.
func insertSection(report, section string) string {
	const heading = "\n### "
	if at := strings.Index(report, heading); at >= 0 {
		return report[:at+1] + section + report[at:]
	}
	return strings.TrimSuffix(report, "\n") + "\n\n" + section
}
