package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"
)

// packages maps each package to the processor time of its compilation.
type packages map[string]time.Duration

// readPackages reads the output of go build -debug-actiongraph.
func readPackages(path string) (packages, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var actions []struct {
		Mode, Package   string
		CmdUser, CmdSys time.Duration
	}
	if err := json.Unmarshal(text, &actions); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	built := packages{}
	for _, action := range actions {
		if action.Mode == "build" {
			built[action.Package] = action.CmdUser + action.CmdSys
		}
	}
	return built, nil
}

// printPackages lists the packages that only the first program has, with the lowest time of their
// compilation. Apart from linking, their sum is the real difference between the builds; the rest is
// noise.
func printPackages(w io.Writer, with, without []coldBuild) {
	best := leastOf(with)
	maps.DeleteFunc(best, func(name string, _ time.Duration) bool {
		_, both := without[0].packages[name]
		return both
	})
	var sum time.Duration
	costliest := slices.SortedFunc(maps.Keys(best), func(a, b string) int {
		return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b))
	})
	for _, name := range costliest {
		sum += best[name]
		fmt.Fprintf(w, "  compile %-40s %5.2f s\n", name, best[name].Seconds())
	}
	fmt.Fprintf(w, "  compile %-40s %5.2f s\n", "what only seam needs", sum.Seconds())
}

func leastOf(builds []coldBuild) packages {
	least := maps.Clone(builds[0].packages)
	for _, b := range builds[1:] {
		for name, took := range b.packages {
			least[name] = min(least[name], took)
		}
	}
	return least
}
