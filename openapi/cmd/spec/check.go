package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

var checkCommand = subcommand{
	Command: commandline.Command{
		Name:    "check",
		Summary: "compare the files with their stamp",
		Help: `
It compares openapi.json, normalized.json and the tool versions with the stamp in
openapi.lock.json. It prints every mismatch with its remedy, and what is left out
of package gen or has to be decided. It needs no network. make test and make check
run it; run it yourself after a merge that touched openapi.`,
		Examples: "go run ./openapi/cmd/spec check",
		Status: [3]string{
			0: "the files agree with their stamp",
			1: "there is a mismatch, or a place that somebody has to decide about",
		},
	},
	flags: commonFlags,
	run:   (*command).check,
}

func (c *command) check(_ context.Context, o options) error {
	if err := lock.Verify(o.dir); err != nil {
		for mismatch := range strings.Lines(err.Error()) {
			fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(mismatch))
		}
		return errors.New("the openapi folder does not agree with its stamp")
	}
	fmt.Fprintln(c.stdout, "the openapi folder agrees with its stamp")
	notes, err := normalize.NotesOf(readIfThere(o.dir, lock.Normalized))
	if err != nil {
		return fmt.Errorf("the notes in %s cannot be read: %w: run `make generate`", lock.Normalized, err)
	}
	printNotes(c.stderr, notes)
	if n := undecided(notes); n > 0 {
		return fmt.Errorf("%d places are undecided: each has a safe type until somebody decides, see above", n)
	}
	return nil
}
