package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seam-go/seam/openapi/changelog"
	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

var updateCommand = subcommand{
	Command: commandline.Command{
		Name:    "update",
		Summary: "fetch, report the changes, and draft the changelog",
		Help: `
It vendors a new document as spec fetch does, reports the changes, and drafts an
entry in CHANGELOG.md if they concern users. If the document is the vendored one it
says so and changes nothing. make update runs it, and generates and tests
afterwards, which takes minutes: use that, unless you want to look at the report
first.`,
		Examples: `
go run ./openapi/cmd/spec update -from npm:@seamapi/types@latest -report report.md
make update FROM=npm:@seamapi/types@latest`,
		Status: [3]string{
			0: "the document is in place, or was before",
			1: "failure; stderr has the reason, and says if nothing was changed",
		},
	},
	flags: updateFlags,
	run:   (*command).update,
}

func updateFlags(flags *flag.FlagSet, o *options) {
	fetchFlags(flags, o)
	flags.StringVar(&o.report, "report", "", "a `file` for the report in Markdown, in addition to the one on stdout")
	flags.StringVar(&o.format, "format", "text", "the `format` of the report: text, or github for annotations as well")
	flags.BoolVar(&o.skipProposed, "skip-proposed", false, "change nothing if a branch drift/... of origin has the document already")
}

// update vendors a new document and reports the changes. Everything that can fail
// comes before the first file is touched.
func (c *command) update(ctx context.Context, o options) error {
	if o.format != "text" && o.format != "github" {
		return commandline.Misuse("-format: unknown format %q: use text or github", o.format)
	}
	tools, err := lock.ToolVersions(o.dir)
	if err != nil {
		return err
	}
	vendored, err := os.ReadFile(filepath.Join(o.dir, lock.Vendored))
	if err != nil {
		return err
	}
	doc, err := c.download(ctx, o.from)
	if err != nil {
		return err
	}
	if bytes.Equal(doc.Data, vendored) {
		c.bar.Hide()
		fmt.Fprintf(c.stdout, "the document did not change: %s is what is vendored\n", doc.Source)
		return nil
	}
	if branch := proposedIn(ctx, o.dir, doc.Data); o.skipProposed && branch != "" {
		c.bar.Hide()
		fmt.Fprintf(c.stdout, "this document is proposed already: %s has it\n", branch)
		return nil
	}
	v, err := c.prepare(o.dir, doc, tools)
	if err != nil {
		return fmt.Errorf("%s: nothing was changed: %w", doc.Source, err)
	}
	r, err := c.compare(ctx, o.dir, vendored, doc.Data)
	if err != nil {
		return fmt.Errorf("%s: nothing was changed: %w", doc.Source, err)
	}
	r.From, r.To = vendoredLabel(o.dir), doc.Source
	for _, n := range v.notes { // a comparison knows nothing of operations that are kept
		if n.Kind == normalize.Withdrawn {
			r.Notes = append(r.Notes, n)
		}
	}
	if err := c.compile(ctx, o.dir, r, v.normalized); err != nil {
		// A maintainer can only mend this in the new tree.
		c.bar.Hide()
		fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(err.Error()))
	}
	return c.take(v, r, o)
}

// take puts the new document in place and writes the report.
func (c *command) take(v *vendoring, r *drift.Report, o options) error {
	log, err := draft(filepath.Join(o.dir, "..", changelog.FileName), entries(v, r))
	if err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	if o.report != "" {
		var text bytes.Buffer
		if err := errors.Join(report.Markdown(&text, r), os.WriteFile(o.report, text.Bytes(), 0o644)); err != nil {
			return fmt.Errorf("-report: %w: nothing was changed", err)
		}
	}
	files := append(v.files(), file{filepath.Join("..", changelog.FileName), log})
	if err := replaceAll(o.dir, files); err != nil {
		return err
	}
	c.bar.Hide()
	if o.format == "github" {
		if err := c.annotate(r, o.dir); err != nil {
			return err
		}
	}
	return report.Text(c.stdout, r, c.colour())
}

// draft returns the changelog with entries added.
func draft(path string, entries []string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: restore it", changelog.FileName)
	}
	if err != nil {
		return nil, err
	}
	log := changelog.Parse(string(text))
	for _, entry := range entries {
		if err := log.Add(changelog.Changed, entry); err != nil {
			return nil, err
		}
	}
	return []byte(log.String()), nil
}
