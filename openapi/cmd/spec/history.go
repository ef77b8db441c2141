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
prints the changes by harm and by kind, and writes them to HISTORY.md, with a chart
in history.svg. It downloads every release, one after another, and keeps none.

`

func historyFlags(flags *flag.FlagSet, o *options) { commonFlags(flags, o) }

const (
	historyFile  = "HISTORY.md"
	historyChart = "history.svg"
	// historyResource is the resource whose changes the history lists by name.
	historyResource = "/acs/credentials"
)

const historyHead = `# History of Seam's document

![Changes of Seam's documents by harm, and the kinds of changes that hurt most](` + historyChart + `)

` + "`make drift-history`" + ` writes this page from %d releases of the document in the npm package
@seamapi/types. The verdicts are those of ` + "`make drift`" + `: **wire** is the reaction of deployed
programs, whose client was generated from the older document; **source** is the effect on
those who generate the client again.

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
	var out, chart bytes.Buffer
	fmt.Fprintf(&out, historyHead, len(versions))
	if err := report.History(&out, &history, historyResource); err != nil {
		return err
	}
	if err := report.Chart(&chart, &history); err != nil {
		return err
	}
	if _, err := c.stdout.Write(out.Bytes()); err != nil {
		return err
	}
	return replaceAll(o.dir, []file{{historyFile, out.Bytes()}, {historyChart, chart.Bytes()}})
}
