package js

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/seam-go/seam/tests/internal/node"
	"github.com/seam-go/seam/tests/internal/tally"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Our client makes calls on one fake. Seam's client makes the same calls on another and gets the
// same results.
func TestSameResultsAsJavaScriptClient(t *testing.T) {
	ours, theirs := newWorld(t), newWorld(t)
	tp := record(t, ours)
	credentialLife(tp)
	otherOperations(tp)

	for i, got := range replay(t, theirs, tp.calls) {
		compare(t, tp.calls[i], got)
	}
	compareJournals(t, ours.Requests(), theirs.Requests())
}

// result is what Seam's client returned for one call.
type result struct {
	Value json.RawMessage `json:"value"`
	Error *refusal        `json:"error"`
}

type refusal struct {
	Status int    `json:"status"`
	Type   string `json:"type"`
}

func replay(t *testing.T, w *world, calls []call) (results []result) {
	t.Helper()
	in := map[string]any{"endpoint": w.socket.URL, "apiKey": w.APIKey(), "calls": calls}
	if err := node.Run(t.Context(), "replay.mjs", in, &results); err != nil {
		t.Fatal(err)
	}
	if len(results) != len(calls) {
		t.Fatalf("%d results of %d calls", len(results), len(calls))
	}
	return results
}

// compare compares the results of both clients. Where Seam's client returns nothing, as for an
// update, the calls after it show the change.
func compare(t *testing.T, ours call, theirs result) {
	t.Helper()
	if ours.err != nil || theirs.Error != nil {
		if got := refusalOf(ours.err); !reflect.DeepEqual(got, theirs.Error) {
			t.Errorf("%s: we got %+v (%v), Seam's client %+v", ours.Path, got, ours.err, theirs.Error)
		}
		return
	}
	if theirs.Value == nil {
		return
	}
	data, err := json.Marshal(ours.result)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := meaning(t, data), meaning(t, theirs.Value); !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\nwe got            %s\nSeam's client got %s", ours.Path, dump(got), dump(want))
	}
}

func refusalOf(err error) *refusal {
	if e, ok := errors.AsType[*seam.Error](err); ok {
		return &refusal{e.StatusCode, e.Type}
	}
	return nil
}

func dump(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// compareJournals checks that both clients sent the same parameters, whatever the method, and that
// Seam's client used methods other than POST.
func compareJournals(t *testing.T, ours, theirs []seamtest.Request) {
	t.Helper()
	if len(ours) != len(theirs) {
		t.Fatalf("we sent %d requests, Seam's client %d", len(ours), len(theirs))
	}
	methods, operations := map[string]int{}, map[string]bool{}
	for i, r := range theirs {
		methods[r.Method]++
		operations[r.Path] = true
		if got, want := dump(r.Params), dump(ours[i].Params); r.Path != ours[i].Path || got != want {
			t.Errorf("we sent %s to %s, Seam's client %s to %s", want, ours[i].Path, got, r.Path)
		}
	}
	if methods["GET"] == 0 || methods["PATCH"] == 0 || methods["PUT"] == 0 {
		t.Errorf("Seam's client used %v", methods)
	}
	if !t.Failed() {
		tally.Print("operations on seamtest by Seam's own client", len(operations))
	}
}
