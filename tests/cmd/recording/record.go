package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// record runs the quickstart on the fake Seam and returns the lines that it prints, with steady IDs
// and dates. root is the root of the module.
func record(ctx context.Context, root string) ([]string, error) {
	cmd := exec.CommandContext(ctx, "go", "run", "./"+quickstart)
	cmd.Dir = root
	cmd.Env = slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "SEAM_") // A key would make it use Seam.
	})
	text, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, fmt.Errorf("the quickstart failed: %w\n%s", err, exit.Stderr)
	}
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimRight(steadyDates(steadyIDs(string(text))), "\n"), "\n"), nil
}

var (
	anID  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	aDate = regexp.MustCompile(`\b20\d\d-\d\d-\d\d\b`)
)

// steadyIDs replaces each ID by one that depends only on its place among the IDs.
func steadyIDs(text string) string {
	steady := map[string]string{}
	return anID.ReplaceAllStringFunc(text, func(id string) string {
		if steady[id] == "" {
			hex := fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, len(steady))))
			steady[id] = fmt.Sprintf("%s-%s-4%s-8%s-%s", hex[:8], hex[8:12], hex[12:15], hex[15:18], hex[18:30])
		}
		return steady[id]
	})
}

// firstDate takes the place of the earliest date.
var firstDate = time.Date(2027, time.March, 1, 0, 0, 0, 0, time.UTC)

// steadyDates moves all dates by as many days as the earliest of them.
func steadyDates(text string) string {
	dates := aDate.FindAllString(text, -1)
	if len(dates) == 0 {
		return text
	}
	earliest, err := time.Parse(time.DateOnly, slices.Min(dates))
	if err != nil {
		return text
	}
	moved := firstDate.Sub(earliest)
	return aDate.ReplaceAllStringFunc(text, func(date string) string {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return date
		}
		return day.Add(moved).Format(time.DateOnly)
	})
}
