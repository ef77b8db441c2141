package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/source"
)

const driftHelp = `spec drift says what changed between two OpenAPI documents, and whom it hurts:
programs that run already (wire), and whoever generates the client again (source).

It ends with status 0 below -fail-on, 1 at or above it, and 2 when it could not
tell: a document out of reach, or one that is none.

`

func driftFlags(flags *flag.FlagSet, o *options) {
	commonFlags(flags, o)
	flags.StringVar(&o.from, "from", "", "the old document: an https URL, npm:@seamapi/types@VERSION, npm:latest\nor a `path` (default: the vendored one)")
	flags.StringVar(&o.to, "to", source.Live, "the new document, given `likewise`")
	flags.StringVar(&o.format, "format", "text", "text, md (for a pull request), json or github (annotations): a `name`")
	flags.BoolVar(&o.compile, "compile", false, "compile package seam with what the new document gives, and show the lines that break")
	flags.StringVar(&o.failOn, "fail-on", drift.Never.String(), "wire-fails, source-breaks, additive, docs or never: the `harm` that makes the status 1")
}

const (
	statusReached = 1 // a change is as harmful as -fail-on, or worse
	statusUnknown = 2 // it could not tell
)

// drift compares two documents.
func (c *command) drift(ctx context.Context, o options) error {
	if err := c.reportDrift(ctx, o); err != nil {
		if _, known := errors.AsType[*exitStatus](err); known {
			return err
		}
		return &exitStatus{statusUnknown, err}
	}
	return nil
}

func (c *command) reportDrift(ctx context.Context, o options) error {
	threshold, err := drift.ParseThreshold(o.failOn)
	if err != nil {
		return fmt.Errorf("-fail-on: %w", err)
	}
	// A wrong format should show before the download, not after it.
	write, err := c.writer(o)
	if err != nil {
		return err
	}
	report, err := c.compareSources(ctx, o)
	if err != nil {
		return err
	}
	if err := write(report); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	if report.Reaches(threshold) {
		return &exitStatus{status: statusReached}
	}
	return nil
}

// compareSources fetches both documents and compares them.
func (c *command) compareSources(ctx context.Context, o options) (*drift.Report, error) {
	// Two documents at once, and nothing else: less room is worth the time.
	debug.SetGCPercent(45)
	from, err := source.Fetch(ctx, cmp.Or(o.from, filepath.Join(o.dir, lock.Vendored)))
	if err != nil {
		return nil, err
	}
	to, err := source.Fetch(ctx, o.to)
	if err != nil {
		return nil, err
	}
	report, err := c.compare(ctx, o.dir, from.Data, to.Data)
	if err != nil {
		return nil, err
	}
	if o.compile {
		normalized, _, err := c.normalizeNext(o.dir, to.Data)
		if err != nil {
			return nil, err
		}
		if err := c.compile(ctx, o.dir, report, normalized.Document); err != nil {
			return nil, err
		}
	}
	report.From, report.To = from.Source, to.Source
	if o.from == "" {
		report.From = vendoredLabel(o.dir)
	}
	return report, nil
}

// vendoredLabel says which document is vendored, as far as its stamp knows.
func vendoredLabel(dir string) string {
	if stamp, err := lock.Read(dir); err == nil {
		return "vendored " + stamp.Source
	}
	return "vendored " + lock.Vendored
}

// writer picks how the report is written.
func (c *command) writer(o options) (func(*drift.Report) error, error) {
	switch o.format {
	case "text":
		return func(r *drift.Report) error { return r.WriteText(c.stdout, c.colour()) }, nil
	case "md":
		return func(r *drift.Report) error { return r.WriteMarkdown(c.stdout) }, nil
	case "json":
		return func(r *drift.Report) error { return r.WriteJSON(c.stdout) }, nil
	case "github":
		return func(r *drift.Report) error { return c.annotate(r, o.dir) }, nil
	}
	return nil, fmt.Errorf("-format: there is no %q: say text, md, json or github", o.format)
}

// annotate writes workflow commands that point into the vendored document.
func (c *command) annotate(r *drift.Report, dir string) error {
	path := filepath.Join(dir, lock.Vendored)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return r.WriteGitHub(c.stdout, "openapi/"+lock.Vendored, data)
}

// colour reports whether stdout is a terminal whose owner wants colours.
func (c *command) colour() bool {
	out, ok := c.stdout.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := out.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
