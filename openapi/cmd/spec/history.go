package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
	"github.com/seam-go/seam/openapi/source"
)

const historyHelp = `spec drift-history compares every released document with the one before it. It
prints what Seam changed, by harm and by kind, and writes it into HISTORY.md. It
downloads every release, one after another, and keeps none.

`

func historyFlags(flags *flag.FlagSet, o *options) { commonFlags(flags, o) }

const (
	historyFile = "HISTORY.md"
	// historyResource is the one whose changes are told by name.
	historyResource = "/acs/credentials"
)

const historyHead = `# What Seam changed

Written by ` + "`make drift-history`" + `, from %d releases of the document in the npm package
@seamapi/types. The verdicts are those of ` + "`make drift`" + `: **wire** is what programs do that
are deployed already, with the client that was generated from the older document; **source** is
what whoever generates again gets.

`

// driftHistory compares all releases.
func (c *command) driftHistory(ctx context.Context, o options) error {
	versions, err := source.Versions(ctx)
	if err != nil {
		return err
	}
	var history drift.History
	for i, version := range versions {
		fmt.Fprintf(c.stderr, "%d of %d: %s\n", i+1, len(versions), version)
		doc, err := source.Fetch(ctx, source.Release(version))
		if err != nil {
			return err
		}
		history.Add(version, doc.Data)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, historyHead, len(versions))
	if err := report.History(&out, &history, historyResource); err != nil {
		return err
	}
	if _, err := c.stdout.Write(out.Bytes()); err != nil {
		return err
	}
	return replaceAll(o.dir, []file{{historyFile, out.Bytes()}})
}
