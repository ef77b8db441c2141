package contract

import (
	"os"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/seam-go/seam/tests/internal/tally"
)

// counted has the counts of this run.
var counted struct{ operations, requests, responses atomic.Int64 }

func TestMain(m *testing.M) {
	// The tests create much garbage and keep little.
	debug.SetGCPercent(400)
	code := m.Run()
	tally.Print("operations in the contract", int(counted.operations.Load()))
	tally.Print("requests in the contract", int(counted.requests.Load()))
	tally.Print("responses in the contract", int(counted.responses.Load()))
	os.Exit(code)
}

// TestContract tests every operation of the document with every method of the client for it. Its
// last part checks the differences that the other parts found.
func TestContract(t *testing.T) {
	doc, err := loadDocument()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d undocumented fields and %d undocumented variants of the document are left out", doc.leftProperties, doc.leftVariants)
	for _, reason := range doc.stale {
		noteStale(t, "correction", reason)
	}
	parts := 0
	part := func(name string, test func(*testing.T)) {
		t.Run(name, func(t *testing.T) {
			parts++
			test(t)
		})
	}
	part("operations", func(t *testing.T) { testOperations(t, doc) })
	part("hand-written", testHandwritten)
	part("waiting", testWaiting)
	t.Run("corrections", testOverlaps)
	t.Run("exceptions", func(t *testing.T) {
		checkDepartures(t, parts == 3 && counted.operations.Load() == int64(len(doc.operations)))
	})
}

// noteStale shows an entry of a list that is no longer needed. It is no failure: a newer document may
// have corrected itself. make test prints skipped tests.
func noteStale(t *testing.T, list, entry string) {
	t.Helper()
	t.Run("stale "+list, func(t *testing.T) { t.Skipf("SKIP: this %s is no longer needed, remove it: %s", list, entry) })
}

func testOperations(t *testing.T, doc *document) {
	generated := generatedMethods(t)
	for _, op := range doc.operations {
		for _, m := range generated[op.path] {
			readers.assign(op, m)
		}
	}
	for _, op := range doc.operations {
		t.Run(op.path, func(t *testing.T) {
			t.Parallel()
			testOperation(t, op, generated[op.path])
		})
	}
}

func testOperation(t *testing.T, op *operation, methods []method) {
	if len(methods) == 0 {
		t.Fatal("the client has no method for this operation")
	}
	counted.operations.Add(1)
	client, w := newClient(t)
	for _, m := range methodsOf(client) {
		if slices.ContainsFunc(methods, func(known method) bool { return known.name == m.name }) {
			testRequests(t, op, m, w)
			testResponses(t, op, m, w)
		}
	}
}
