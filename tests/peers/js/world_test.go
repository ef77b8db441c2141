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

// now is when everything happens: IDs follow from the order of calls and times from this, so two
// worlds with the same calls are the same.
var now = time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)

// world is a fake Seam behind a socket, with the hardware that its API cannot make.
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

// call is one call of our client: what it sent, and what came of it.
type call struct {
	Path   string          `json:"path"`
	Params json.RawMessage `json:"params"`

	result any
	err    error
}

// tape records the calls that our client makes in a world.
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

// keep adds the call that has just been made. The result of a call that returns none is nil.
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

// made is keep for what the calls that follow are about.
func (tp *tape) made(result any, err error) {
	tp.Helper()
	if err != nil {
		tp.Fatal(err)
	}
	tp.keep(result, nil)
}

// all keeps the call that lists something.
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
