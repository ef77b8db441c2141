package js

import (
	"encoding/json"
	"iter"
	"net/http/httptest"
	"testing"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// now is the time of everything. IDs depend on the order of calls and times on now, so two fakes
// with the same calls are equal.
var now = time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)

// world is a fake Seam on a socket, with hardware that the API cannot create.
type world struct {
	*seamtest.Server
	socket *httptest.Server

	system, entrance    string
	account, lock, heat string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Server: seamtest.NewServer(seamtest.WithSeed("replay"), seamtest.WithClock(func() time.Time { return now }))}
	w.system = w.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	w.entrance = w.AddEntrance(w.system, "Room 101")
	w.account = w.AddAccount(seamtest.Account{Name: "Hotel", Type: "august"})
	w.lock = w.AddDevice(seamtest.Device{Name: "Front Door", AccountID: w.account})
	w.heat = w.AddDevice(seamtest.Device{Name: "Lobby", Type: "ecobee_thermostat"})
	w.socket = httptest.NewServer(w)
	t.Cleanup(w.socket.Close)
	return w
}

// call is one call of our client: its request and its result.
type call struct {
	Path   string          `json:"path"`
	Params json.RawMessage `json:"params"`

	result any
	err    error
}

// tape records the calls that our client makes.
type tape struct {
	*testing.T
	*seam.Client
	world *world
	calls []call
}

func record(t *testing.T, w *world) *tape {
	t.Helper()
	client, err := seam.NewClient(seam.APIKey(w.APIKey()), seam.WithEndpoint(w.socket.URL))
	if err != nil {
		t.Fatal(err)
	}
	return &tape{T: t, Client: client, world: w}
}

// keep records the last call. The result of a call that returns none is nil.
func (tp *tape) keep(result any, err error) {
	tp.Helper()
	sent := tp.world.Requests()
	if len(sent) != len(tp.calls)+1 {
		tp.Fatalf("call %d sent %d requests", len(tp.calls), len(sent)-len(tp.calls))
	}
	last := sent[len(sent)-1]
	if err != nil && last.Status == 200 {
		tp.Fatalf("%s: %v", last.Path, err)
	}
	tp.calls = append(tp.calls, call{last.Path, last.Body, result, err})
}

// made records the last call, whose result the next calls use.
func (tp *tape) made(result any, err error) {
	tp.Helper()
	if err != nil {
		tp.Fatal(err)
	}
	tp.keep(result, nil)
}

// all records a call that returns a list.
func all[T any](tp *tape, list iter.Seq2[*T, error]) {
	tp.Helper()
	items := []*T{}
	for item, err := range list {
		if err != nil {
			tp.keep(nil, err)
			return
		}
		items = append(items, item)
	}
	tp.keep(items, nil)
}
