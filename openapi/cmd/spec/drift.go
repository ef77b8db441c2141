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

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/source"
)

var driftCommand = subcommand{
	Command: commandline.Command{
		Name:    "drift",
		Summary: "report the changes between two documents and their harm",
		Help: `
It compares two OpenAPI documents and says what each change does: to programs that
are deployed (wire: fails, misreads, ignores), and to programs that are built with
a client generated from the new document (source: breaks, behaviour, additive,
docs). It changes no file. Use it to see what an update would bring, or in a job
that has to notice when Seam changes the API.`,
		Examples: `
go run ./openapi/cmd/spec drift
go run ./openapi/cmd/spec drift -to npm:@seamapi/types@latest -format md
spec drift -fail-on source-breaks || echo "status $?"   # the built program`,
		Status: [3]string{
			statusBelow:   "no change is as harmful as -fail-on",
			statusReached: "a change is as harmful as -fail-on, or worse",
			statusUnknown: "the documents could not be compared, or wrong usage",
		},
	},
	flags: driftFlags,
	run:   (*command).drift,
}

func driftFlags(flags *flag.FlagSet, o *options) {
	commonFlags(flags, o)
	flags.StringVar(&o.from, "from", "", "the old document: an https URL, npm:@seamapi/types@VERSION, npm:latest\nor a `path` (default: the vendored one)")
	flags.StringVar(&o.to, "to", source.Live, "the new document: a URL, npm package or `path`, as for -from")
	flags.StringVar(&o.format, "format", "text", "the `format` of the report: text, md (for a pull request), json or github (annotations)")
	flags.BoolVar(&o.compile, "compile", false, "compile package seam with the code that the new document generates, and show the lines that break")
	flags.StringVar(&o.failOn, "fail-on", drift.Never.String(), "the least `harm` for status 1: wire-fails, source-breaks, additive, docs or never")
}

// The exit statuses of drift.
const (
	statusBelow = iota
	statusReached
	statusUnknown
)

// drift compares two documents.
func (c *command) drift(ctx context.Context, o options) error {
	if err := c.reportDrift(ctx, o); err != nil {
		if _, known := errors.AsType[*commandline.Exit](err); known {
			return err
		}
		return &commandline.Exit{Status: statusUnknown, Err: err}
	}
	return nil
}

func (c *command) reportDrift(ctx context.Context, o options) error {
	threshold, err := drift.ParseThreshold(o.failOn)
	if err != nil {
		return commandline.Misuse("-fail-on: %w", err)
	}
	// A wrong format should fail before the download.
	write, err := c.writer(o)
	if err != nil {
		return err
	}
	r, err := c.compareSources(ctx, o)
	if err != nil {
		return err
	}
	c.bar.Hide()
	if err := write(r); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	if r.Reaches(threshold) {
		return &commandline.Exit{Status: statusReached}
	}
	return nil
}

// compareSources fetches both documents and compares them.
func (c *command) compareSources(ctx context.Context, o options) (*drift.Report, error) {
	// Two documents are in memory at once: a smaller heap is worth the time.
	debug.SetGCPercent(45)
	debug.SetMemoryLimit(130 << 20)
	from, err := c.download(ctx, cmp.Or(o.from, filepath.Join(o.dir, lock.Vendored)))
	if err != nil {
		return nil, err
	}
	to, err := c.download(ctx, o.to)
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

// vendoredLabel names the vendored document by its stamp.
func vendoredLabel(dir string) string {
	if stamp, err := lock.Read(dir); err == nil {
		return "vendored " + stamp.Source
	}
	return "vendored " + lock.Vendored
}

// writer returns the function that writes the report.
func (c *command) writer(o options) (func(*drift.Report) error, error) {
	switch o.format {
	case "text":
		return func(r *drift.Report) error { return report.Text(c.stdout, r, c.colour()) }, nil
	case "md":
		return func(r *drift.Report) error { return report.Markdown(c.stdout, r) }, nil
	case "json":
		return func(r *drift.Report) error { return report.JSON(c.stdout, r) }, nil
	case "github":
		return func(r *drift.Report) error { return c.annotate(r, o.dir) }, nil
	}
	return nil, commandline.Misuse("-format: unknown format %q: use text, md, json or github", o.format)
}

// annotate writes workflow commands that point into the vendored document.
func (c *command) annotate(r *drift.Report, dir string) error {
	path := filepath.Join(dir, lock.Vendored)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return report.GitHub(c.stdout, r, "openapi/"+lock.Vendored, data)
}

// colour reports whether stdout is a terminal, and no NO_COLOR forbids colours.
func (c *command) colour() bool {
	out, ok := c.stdout.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := out.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
