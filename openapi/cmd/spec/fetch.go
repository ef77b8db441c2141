package main

import (
	"context"
	"flag"
	"fmt"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/source"
)

var fetchCommand = subcommand{
	Command: commandline.Command{
		Name:    "fetch",
		Summary: "download a document and replace the vendored one",
		Help: `
It replaces openapi.json, normalized.json, withdrawn.json, their stamp and, where
the source brings one, LICENSE.seam. It replaces all of them, or none: the new
document has to be read and normalised first. Then it prints what it fetched, which
documented operations came and went, and what is left out or to be decided.

Use it to take another document without a report; spec update adds the report and
a draft of the changelog. A download may take a minute from a URL, and three from
npm, which has to be installed.`,
		Examples: `
go run ./openapi/cmd/spec fetch -from npm:@seamapi/types@latest
go run ./openapi/cmd/spec fetch -from ../openapi.json`,
		Status: [3]string{1: "nothing was changed; stderr has the reason"},
	},
	flags: fetchFlags,
	run:   (*command).fetch,
}

func fetchFlags(flags *flag.FlagSet, o *options) {
	commonFlags(flags, o)
	flags.StringVar(&o.from, "from", source.Live,
		"`where` to get the document: an https URL, npm:@seamapi/types@VERSION\n(npm:latest for the newest) or the path of a JSON file")
}

// licenceFile holds the licence under which Seam publishes the document.
const licenceFile = "LICENSE.seam"

// fetch vendors a new document.
func (c *command) fetch(ctx context.Context, o options) error {
	// A wrong folder should show before the download, not after it.
	tools, err := lock.ToolVersions(o.dir)
	if err != nil {
		return err
	}
	doc, err := c.download(ctx, o.from)
	if err != nil {
		return err
	}
	v, err := c.prepare(o.dir, doc, tools)
	if err != nil {
		return fmt.Errorf("%s: nothing was changed: %w", doc.Source, err)
	}
	before := vendoredInventory(o.dir)
	if err := replaceAll(o.dir, v.files()); err != nil {
		return err
	}
	c.bar.Hide()
	v.report(c.stdout, before)
	printNotes(c.stdout, v.notes)
	return nil
}

// download fetches a document and shows that it does.
func (c *command) download(ctx context.Context, from string) (*source.Document, error) {
	c.bar.Step("downloading " + oneLine(from))
	return source.Fetch(ctx, from)
}

// vendoring is all that one fetch puts in place.
type vendoring struct {
	doc        *source.Document
	normalized []byte
	notes      []normalize.Note
	withdrawn  []byte
	inventory  *lock.Inventory
	stamp      *lock.Lock
	stampText  []byte
}

// prepare does everything that can fail before the first file is touched.
func (c *command) prepare(dir string, doc *source.Document, tools lock.Tools) (*vendoring, error) {
	c.bar.Step("normalising the document")
	normalized, withdrawn, err := c.normalizeNext(dir, doc.Data)
	if err != nil {
		return nil, fmt.Errorf("it does not normalise (mend the normaliser, or take another version): %w", err)
	}
	inventory, err := lock.TakeInventory(doc.Data)
	if err != nil {
		return nil, err
	}
	stamp := &lock.Lock{
		Source:    doc.Source,
		Version:   doc.Version,
		Integrity: doc.Integrity,
		SHA256:    lock.Sums{Vendored: lock.Sum(doc.Data), Normalized: lock.Sum(normalized.Document)},
		Counts:    inventory.Counts,
		Tools:     tools,
	}
	text, err := stamp.Encode()
	if err != nil {
		return nil, err
	}
	return &vendoring{doc: doc, normalized: normalized.Document, notes: normalized.Notes, withdrawn: withdrawn, inventory: inventory, stamp: stamp, stampText: text}, nil
}

func (v *vendoring) files() []file {
	files := []file{
		{lock.Vendored, v.doc.Data},
		{lock.Normalized, v.normalized},
		{withdrawnFile, v.withdrawn},
		{lock.FileName, v.stampText},
	}
	// A source without a licence says nothing about it: the text that came
	// with an earlier release still holds.
	if v.doc.Licence != nil {
		files = append(files, file{licenceFile, v.doc.Licence})
	}
	return files
}
