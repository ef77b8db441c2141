package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/seam-go/seam/openapi/progress"
	"github.com/seam-go/seam/tests/internal/node"
)

const (
	comparedRounds = 6
	// comparedCalls is lower than for the ratios: the JavaScript client needs a millisecond for a
	// call.
	comparedCalls = 400
)

// printComparisons compares package seam with Seam's JavaScript client. Without Node or npm it
// prints a message and does not fail.
func printComparisons(ctx context.Context, out io.Writer, srv *server, dir string) error {
	r := &report{out: out, bar: progress.New(os.Stderr, 0)}
	defer r.bar.Hide()
	r.bar.Step("starting Node")
	err := withJS(ctx, dir, func(js *js) error { return compareWithJS(ctx, r, srv, js) })
	if node.Unavailable(err) {
		r.detail("not compared with Seam's JavaScript client: %v", err)
		return nil
	}
	return err
}

func compareWithJS(ctx context.Context, r *report, srv *server, js *js) error {
	endpoint := srv.endpoint(all, 0)
	ours, err := newOurs(endpoint)
	if err != nil {
		return err
	}
	create, page, list := step(ours.create), counted(ours.page, pageSize), counted(ours.list, all)
	const pages = 20
	for _, pair := range []struct {
		name         string
		times        int
		ours, theirs timing
	}{
		{"create-vs-js", comparedCalls, create.times(comparedCalls).wall(), js.create(endpoint, comparedCalls, 1)},
		{"page-vs-js", pages, page.times(pages).wall(), js.page(endpoint, pages)},
		{"list100k-vs-js", 1, list.wall(), js.list(endpoint, all, 1)},
		{
			fmt.Sprintf("concurrent%d-vs-js", callers), callers * pages,
			create.atOnce(callers, callers*pages).wall(), js.create(endpoint, callers*pages, callers),
		},
	} {
		r.bar.Step("measuring " + pair.name)
		took, err := interleaved(ctx, comparedRounds, pair.ours, pair.theirs)
		if err != nil {
			return fmt.Errorf("%s: %w", pair.name, err)
		}
		r.detail("%s, %d times: %v; JavaScript %v", pair.name, pair.times, took[0], took[1])
		r.compare(pair.name, quotient(took[0], took[1]))
	}
	return nil
}
