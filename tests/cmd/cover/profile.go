package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// coverage counts the statements of a package.
type coverage struct{ statements, covered int }

func (c coverage) percent() float64 {
	if c.statements == 0 {
		return 100
	}
	return 100 * float64(c.covered) / float64(c.statements)
}

// block is one line of a profile: some statements that run together.
type block struct {
	statements int
	reached    bool
}

// read returns the coverage of each package in a profile of go test. A profile has a block once for
// each test binary, and the block counts as reached if one of them reached it.
func read(profile string) (map[string]coverage, error) {
	blocks := map[string]block{}
	for line := range strings.Lines(profile) {
		if strings.HasPrefix(line, "mode: ") {
			continue
		}
		// The form is FILE:FROM,TO STATEMENTS COUNT.
		fields := strings.Fields(line)
		if len(fields) != 3 {
			return nil, fmt.Errorf("unknown line in the profile: %q", line)
		}
		statements, err := strconv.Atoi(fields[1])
		if err != nil {
			return nil, fmt.Errorf("unknown line in the profile: %q", line)
		}
		blocks[fields[0]] = block{statements, blocks[fields[0]].reached || fields[2] != "0"}
	}
	packages := map[string]coverage{}
	for position, b := range blocks {
		file, _, _ := strings.Cut(position, ":")
		c := packages[path.Dir(file)]
		c.statements += b.statements
		if b.reached {
			c.covered += b.statements
		}
		packages[path.Dir(file)] = c
	}
	return packages, nil
}

// report prints a table of all packages, and returns an error that names those below least percent.
func report(w io.Writer, packages map[string]coverage, least float64) error {
	if len(packages) == 0 {
		return errors.New("the profile has no packages")
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "covered\tstatements\tnot reached\t  package")
	row := func(name string, c coverage, mark string) {
		fmt.Fprintf(table, "%.1f %%\t%d\t%d\t  %s%s\n", c.percent(), c.statements, c.statements-c.covered, name, mark)
	}
	var total coverage
	var low []string
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		c := packages[name]
		total.statements += c.statements
		total.covered += c.covered
		mark := ""
		if c.percent() < least {
			low = append(low, name)
			mark = "  (below the limit)"
		}
		row(name, c, mark)
	}
	row("total", total, "")
	if err := table.Flush(); err != nil {
		return err
	}
	if len(low) > 0 {
		return fmt.Errorf("below %g %%: %s", least, strings.Join(low, ", "))
	}
	return nil
}
