package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
	"github.com/seam-go/seam/openapi/progress"
	"github.com/seam-go/seam/openapi/source"
)

var historyCommand = subcommand{
	Command: commandline.Command{
		Name:    "drift-history",
		Summary: "compare all released documents, and write HISTORY.md",
		Help: `
It compares every released document with the one before it. It prints the changes
by harm and by kind, and writes them to HISTORY.md, with a chart in history.svg. It
downloads every release with npm, one after another, and keeps none: that takes
several minutes. Use it after a new verdict or rule of openapi/drift, to see what
the whole history makes of it.`,
		Examples: "go run ./openapi/cmd/spec drift-history > /dev/null   # shows only the progress",
		Status:   [3]string{1: "nothing was changed; stderr has the reason"},
	},
	flags: commonFlags,
	run:   (*command).driftHistory,
}

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
	c.bar.Step("listing the releases")
	versions, err := source.Versions(ctx)
	c.bar.Hide()
	if err != nil {
		return err
	}
	c.bar = progress.New(c.stderr, len(versions))
	var history drift.History
	for _, version := range versions {
		c.bar.Step(oneLine(version))
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
	c.bar.Hide()
	if _, err := c.stdout.Write(out.Bytes()); err != nil {
		return err
	}
	return replaceAll(o.dir, []file{{historyFile, out.Bytes()}, {historyChart, chart.Bytes()}})
}
