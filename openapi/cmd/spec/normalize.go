package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/lock"
)

var normalizeCommand = subcommand{
	Command: commandline.Command{
		Name:    "normalize",
		Summary: "rewrite normalized.json from the vendored document",
		Help: `
It rewrites normalized.json from the vendored openapi.json, and the stamp's part
about it. It needs no network. make generate runs it before oapi-codegen; run it
alone to see what a new pass of openapi/normalize does to the document.`,
		Examples: "go run ./openapi/cmd/spec normalize && git diff openapi/normalized.json",
	},
	flags: commonFlags,
	run:   (*command).normalizeVendored,
}

// normalizeVendored keeps the stamp of the vendored document: the check has to find an
// edit of that document by hand.
func (c *command) normalizeVendored(_ context.Context, o options) error {
	stamp, err := lock.Read(o.dir)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(o.dir, lock.Vendored))
	if err != nil {
		return fmt.Errorf("no document: %w: run `make spec`", err)
	}
	normalized, err := c.normalizeKept(o.dir, data)
	if err != nil {
		return fmt.Errorf("%s does not normalise: %w", lock.Vendored, err)
	}
	if stamp.Tools, err = lock.ToolVersions(o.dir); err != nil {
		return err
	}
	stamp.SHA256.Normalized = lock.Sum(normalized.Document)
	text, err := stamp.Encode()
	if err != nil {
		return err
	}
	return replaceAll(o.dir, []file{{lock.Normalized, normalized.Document}, {lock.FileName, text}})
}
