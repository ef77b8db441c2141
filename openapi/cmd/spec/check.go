package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seam-go/seam/openapi/lock"
)

const checkHelp = `spec check holds openapi.json, normalized.json and the tool versions against
the stamp in openapi.lock.json. It prints every mismatch with its remedy, and
ends with status 1 if there is one.

`

func (c *command) check(_ context.Context, o options) error {
	err := lock.Verify(o.dir)
	if err == nil {
		fmt.Fprintln(c.stdout, "the openapi folder agrees with its stamp")
		return nil
	}
	for mismatch := range strings.Lines(err.Error()) {
		fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(mismatch))
	}
	return errors.New("the openapi folder does not agree with its stamp")
}
