package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/openapi/progress"
	seam "github.com/seam-go/seam/wrapper"
)

// These tests measure nothing. They check that `make bench` compares like with like.

// start serves the canned responses in this process.
func start(t *testing.T, path string) (endpoint string, canned *cannedServer) {
	t.Helper()
	canned, err := newCannedServer()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(canned)
	srv.Config.ConnState = canned.connState
	srv.Start()
	t.Cleanup(srv.Close)
	return srv.URL + path, canned
}

func TestAllSidesDoTheSame(t *testing.T) {
	t.Parallel()
	endpoint, _ := start(t, "/1201/0s")
	ours, err := newOurs(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	for name, side := range map[string]client{
		"ours": ours, "bare": newBare(endpoint), "tuned": newTunedBare(endpoint), "limit": newLimit(endpoint, 1201),
	} {
		if err := side.create(t.Context()); err != nil {
			t.Errorf("%s: create: %v", name, err)
		}
		if n, err := side.page(t.Context()); n != pageSize || err != nil {
			t.Errorf("%s: a page of %d: %v", name, n, err)
		}
		if n, err := side.list(t.Context()); n != 1201 || err != nil {
			t.Errorf("%s: a list of %d: %v", name, n, err)
		}
		if err := side.wait(t.Context(), endedAttempt); err != nil {
			t.Errorf("%s: wait: %v", name, err)
		}
	}
}

// A page is as large as a page of Seam, and both sides decode the same from it. Otherwise one side
// would have less to do.
func TestBothSidesReadTheSamePage(t *testing.T) {
	t.Parallel()
	endpoint, canned := start(t, "/500/0s")
	if size := len(canned.page(pageSize)); size < 750_000 || size > 776_000 {
		t.Errorf("a page of %d bytes", size)
	}
	bare, err := newBare(endpoint).listPage(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := newOurs(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	page, err := ours.seam.ACS.Credentials.ListPage(t.Context(), seam.CredentialFilter{Limit: pageSize})
	if err != nil {
		t.Fatal(err)
	}
	for i, credential := range page.Items {
		if unknown := credential.Unknown(); len(unknown) != 0 {
			t.Fatalf("credential %d: not understood: %s", i, unknown)
		}
		// The JSON that bare writes has every field that bare has read, and package seam reads the
		// same from it as from the page.
		text, err := json.Marshal(&bare.Credentials[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := canned.credentials[i]; !bytes.Equal(text, got) {
			t.Fatalf("credential %d: bare lost something:\n%s\n%s", i, text, got)
		}
		again, err := json.Marshal(credential)
		if err != nil || !sameJSON(t, again, text) {
			t.Fatalf("credential %d: ours is %s, bare %s: %v", i, again, text, err)
		}
		if credential.EndsAt != *bare.Credentials[i].EndsAt || credential.DisplayName != bare.Credentials[i].DisplayName {
			t.Fatalf("credential %d: %+v", i, credential)
		}
	}
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y map[string]any
	if err := errors.Join(json.Unmarshal(a, &x), json.Unmarshal(b, &y)); err != nil {
		t.Fatal(err)
	}
	one, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	other, err := json.Marshal(y)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(one, other)
}

// The server reports an attempt as pending once, so that there is something to wait for.
func TestAnAttemptEndsAtTheSecondLook(t *testing.T) {
	t.Parallel()
	endpoint, _ := start(t, "/1/0s")
	bare := newBare(endpoint)
	for _, want := range []string{"pending", "success"} {
		attempt, err := bare.look(t.Context(), "a")
		if err != nil || attempt.Status != want {
			t.Errorf("%+v, %v, want %s", attempt, err, want)
		}
	}
}

// Package seam keeps its connections, one for each caller. bare, with the defaults of net/http, does
// not, which shows that connections are counted.
func TestBurstsOpenNoConnection(t *testing.T) {
	t.Parallel()
	endpoint, canned := start(t, "/1/20ms")
	ours, err := newOurs(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	opened := func(create step) int64 {
		before := canned.connections.Load()
		if err := create.atOnce(callers, callers).times(4)(t.Context()); err != nil {
			t.Fatal(err)
		}
		return canned.connections.Load() - before
	}
	if n := opened(ours.create); n > callers {
		t.Errorf("%d connections for %d callers", n, callers)
	}
	if n := opened(newBare(endpoint).create); n <= callers {
		t.Errorf("net/http keeps two connections, and only %d were counted", n)
	}
}

func TestReportFailsOverTheLimit(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	r := report{out: &out, bar: &progress.Bar{}}
	r.add(ratio{"under", 0.5, 0.5}, ratio{"over", 1.25, 1}, ratio{"none", 0, 0})
	if want := "ratio under 0.5 0.5\nratio over 1.25 1\nratio none 0 0\n"; out.String() != want {
		t.Errorf("printed %q", out.String())
	}
	if len(r.over) != 1 || r.over[0] != "over" {
		t.Errorf("over: %q", r.over)
	}
}

func TestInterleavedTakesMedians(t *testing.T) {
	t.Parallel()
	durations := [][]time.Duration{{100, 1, 9, 3, 2}, {100, 4, 8}}
	side := func(i, rounds int) timing {
		n := -1
		return func(context.Context) (time.Duration, error) { n++; return durations[i][n%rounds], nil }
	}
	got, err := interleaved(t.Context(), 4, side(0, 5))
	if err != nil || got[0] != 2 { // the first round does not count, and the median of 1 2 3 9 is 2.5
		t.Errorf("%v, %v", got, err)
	}
	if got, err = interleaved(t.Context(), 2, side(1, 3)); err != nil || got[0] != 6 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	in, lines := io.Pipe()
	answers, out := io.Pipe()
	ended := make(chan error)
	go func() { ended <- serve(in, out) }()
	srv := newServer(lines, answers)
	var err error
	if srv.address, err = srv.line(); err != nil {
		t.Fatal(err)
	}
	if n, err := newLimit(srv.endpoint(3, 0), 3).page(t.Context()); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := srv.connections(); n != 1 || err != nil {
		t.Errorf("%d connections, %v", n, err)
	}
	if err := lines.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestResultsAndPlot(t *testing.T) {
	t.Parallel()
	all := []lists{
		{1, listCost{100, 100, 1e6}, listCost{200, 120, 1e6}, 400, 50},
		{1_000, listCost{10_000, 1e4, 2e6}, listCost{20_000, 2e4, 3e6}, 40_000, 1_000},
		{100_000, listCost{1_100_000, 1e6, 2e6}, listCost{2_000_000, 2e6, 3e6}, 4_400_000, 100_000},
	}
	if got := spreadOf(all); got < 0.0999 || got > 0.1001 {
		t.Errorf("the spread is %v", got)
	}
	crowds := []crowd{{1, crowdResult{1000, 1, 0}, crowdResult{500, 2, 0}, crowdResult{700, 2, 0}, 250}, {64, crowdResult{9000, 1, 0}, crowdResult{4500, 2, 60}, crowdResult{8000, 1, 0}, 1000}}
	var out bytes.Buffer
	writeResults(&out, all, crowds)
	for _, want := range []string{"| 100,000 | 1.1ms | 0.01 µs | 0.02 µs | 0.04 µs | 0.00 µs | 0.55 | 0.25 |", "the cost of one differs by 10%; 15% is allowed", "| 64 | 9,000 | 4,500 | 8,000 | 1,000 | 2.00 | 9.00 |"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, &out)
		}
	}
	svg := plotGrowth(all, crowds)
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("no SVG: %v\n%s", err, svg)
		}
	}
	if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("Inf")) {
		t.Errorf("a point that is none:\n%s", svg)
	}
}
