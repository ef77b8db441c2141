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
	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/source"
)

const updateHelp = `spec update takes a new OpenAPI document: it does what fetch does, says what
drifted, and drafts an entry in CHANGELOG.md. If the document is the vendored one
it says so and changes nothing. make update generates and tests afterwards.

`

func updateFlags(flags *flag.FlagSet, o *options) {
	fetchFlags(flags, o)
	flags.StringVar(&o.report, "report", "", "a `file` for the report in Markdown, besides the one on the terminal")
}

// update vendors a new document and tells what that means. All that can fail
// comes before the first file is touched.
func (c *command) update(ctx context.Context, o options) error {
	tools, err := lock.ToolVersions(o.dir)
	if err != nil {
		return err
	}
	vendored, err := os.ReadFile(filepath.Join(o.dir, lock.Vendored))
	if err != nil {
		return err
	}
	doc, err := source.Fetch(ctx, o.from)
	if err != nil {
		return err
	}
	if bytes.Equal(doc.Data, vendored) {
		fmt.Fprintf(c.stdout, "the document did not change: %s is what is vendored\n", doc.Source)
		return nil
	}
	v, err := c.prepare(o.dir, doc, tools)
	if err != nil {
		return fmt.Errorf("%s: nothing was changed: %w", doc.Source, err)
	}
	report, err := c.compare(ctx, o.dir, vendored, doc.Data)
	if err != nil {
		return fmt.Errorf("%s: nothing was changed: %w", doc.Source, err)
	}
	report.From, report.To = vendoredLabel(o.dir), doc.Source
	if err := c.compile(ctx, o.dir, report, v.normalized); err != nil {
		// That it cannot be generated or compiled is what the maintainer has to mend, in the new tree.
		fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(err.Error()))
	}
	return c.take(v, report, o)
}

// take puts the new document in place, with what there is to say about it.
func (c *command) take(v *vendoring, report *drift.Report, o options) error {
	log, err := draft(filepath.Join(o.dir, "..", changelog.FileName), entry(v, report))
	if err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	if o.report != "" {
		var text bytes.Buffer
		if err := errors.Join(report.WriteMarkdown(&text), os.WriteFile(o.report, text.Bytes(), 0o644)); err != nil {
			return fmt.Errorf("-report: %w: nothing was changed", err)
		}
	}
	files := append(v.files(), file{filepath.Join("..", changelog.FileName), log})
	if err := replaceAll(o.dir, files); err != nil {
		return err
	}
	err = report.WriteText(c.stdout, c.colour())
	printNotes(c.stdout, v.notes)
	return err
}

// draft is the changelog with an entry added.
func draft(path, entry string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: restore it", changelog.FileName)
	}
	if err != nil {
		return nil, err
	}
	log := changelog.Parse(string(text))
	if err := log.Add(changelog.Changed, entry); err != nil {
		return nil, err
	}
	return []byte(log.String()), nil
}
