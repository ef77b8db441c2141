package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// TestRun does what a program in another language does: it reads the lines, calls, and interrupts.
func TestRun(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	lines, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, "127.0.0.1:0", out)
		_ = out.Close()
	}()

	facts := map[string]string{}
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		name, value, ok := strings.Cut(scanner.Text(), " ")
		if !ok || value == "" {
			t.Errorf("line %q is not a name and a value", scanner.Text())
		}
		facts[name] = value
		if name == "url" {
			break
		}
	}
	client, err := seam.NewClient(seam.APIKey(facts["api_key"]), seam.WithEndpoint(facts["url"]))
	if err != nil {
		t.Fatal(err)
	}
	door, err := client.ACS.Entrances.Get(t.Context(), &gen.ACSEntrancesGetRequest{ACSEntranceID: facts["acs_entrance_id"]})
	if err != nil || door.DisplayName != "Front Door" {
		t.Errorf("got %v, %v", door, err)
	}

	interrupt()
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestRunCannotListen(t *testing.T) {
	t.Parallel()
	if err := run(t.Context(), "127.0.0.1:no", io.Discard); err == nil {
		t.Error("no error")
	}
}
