package provision_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/command"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// workerEnv makes this test program a worker: the proof needs processes that can be killed.
const workerEnv = "PROVISION_TEST_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(workerEnv) != "" {
		os.Exit(command.Main(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// hotel is a fake Seam with one door and one lock, and a worker in this process.
type hotel struct {
	*testing.T
	seam       *seamtest.Server
	client     *seam.Client
	store      *provision.Store
	worker     *provision.Worker
	door, lock provision.Place

	mu   sync.Mutex
	told []string // the bookings whose guests were told
}

func newHotel(t *testing.T) *hotel {
	h := &hotel{T: t, seam: seamtest.NewServer()}
	h.client = h.seam.Client()
	system := h.seam.AddSystem(seamtest.System{})
	h.door = provision.Place{SystemID: system, EntranceID: h.seam.AddEntrance(system, "Room 1")}
	h.lock = provision.Place{DeviceID: h.seam.AddDevice(seamtest.Device{})}
	var err error
	h.store, err = provision.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	h.worker, err = provision.NewWorker(h.store, seam.APIKey(h.seam.APIKey()), provision.Options{
		Name:        "test",
		CallTimeout: 2 * time.Second,
		Margin:      time.Second,
		Logger:      slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})),
		OnIssued: func(_ context.Context, _ provision.Tx, b provision.Booking) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.told = append(h.told, b.Key)
			return nil
		},
	}, seam.WithTransport(h.seam))
	if err != nil {
		t.Fatal(err)
	}
	h.must(h.worker.Start(context.WithoutCancel(t.Context())))
	t.Cleanup(func() {
		if err := errors.Join(h.worker.Stop(context.Background()), h.store.Close()); err != nil {
			t.Error(err)
		}
	})
	return h
}

// bookings are one of each method, in a month.
func (h *hotel) bookings() []provision.Booking {
	starts := time.Now().AddDate(0, 1, 0)
	stay := provision.Booking{Generation: 1, Guest: "Ada", Place: h.door, StartsAt: starts, EndsAt: starts.AddDate(0, 0, 2)}
	credential, grant, code := stay, stay, stay
	credential.Key, credential.Method = "credential", provision.Credential
	grant.Key, grant.Method = "grant", provision.Grant
	code.Key, code.Method, code.Place = "code", provision.AccessCode, h.lock
	return []provision.Booking{credential, grant, code}
}

// book books and waits until all is done.
func (h *hotel) book(bookings ...provision.Booking) {
	h.Helper()
	if err := h.store.BookNow(h.Context(), bookings...); err != nil {
		h.Fatal(err)
	}
	h.settle()
}

// settle waits until all is done. The queue works in real time.
func (h *hotel) settle() {
	h.Helper()
	h.until(func() bool {
		p, err := h.store.Progress(h.Context())
		return err == nil && p.Done == p.Bookings && p.Unknown == 0
	})
}

func (h *hotel) until(ok func() bool) {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), 20*time.Second)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for !ok() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			h.Fatal("it did not come to an end")
		}
	}
}

// has describes what Seam has: of credentials, grants and codes how many, and when they end.
func (h *hotel) has() string {
	h.Helper()
	var text string
	describe := func(what string, endsAt time.Time) { text += what + " until " + endsAt.UTC().Format("01-02") + "; " }
	identities := map[string]string{}
	for i, err := range h.client.UserIdentities.List(h.Context(), nil) {
		h.must(err)
		identities[i.UserIdentityID] = *i.UserIdentityKey
	}
	for c, err := range h.client.ACS.Credentials.List(h.Context(), seam.CredentialFilter{}) {
		h.must(err)
		if identities[c.UserIdentityID] == "credential/credential" { // Those of grants belong to the grants.
			describe("credential", c.EndsAt)
		}
	}
	for g, err := range h.client.AccessGrants.List(h.Context(), seam.AccessGrantFilter{}) {
		h.must(err)
		describe("grant", *g.EndsAt)
	}
	for c, err := range h.client.AccessCodes.List(h.Context(), &gen.AccessCodesListRequest{DeviceID: &h.lock.DeviceID}) {
		h.must(err)
		if c.EndsAt == nil {
			text += *c.Name + "; "
			continue
		}
		describe("code", *c.EndsAt)
	}
	return text
}

func (h *hotel) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// want is what has returns if each booking has one resource.
func want(bookings []provision.Booking) string {
	var text string
	for _, b := range bookings {
		text += fmt.Sprintf("%s until %s; ", b.Method, b.EndsAt.UTC().Format("01-02"))
	}
	return text
}

func TestBookingsConverge(t *testing.T) {
	h := newHotel(t)
	booked := h.bookings()
	h.book(booked...)
	if got := h.has(); got != want(booked) {
		t.Fatalf("got %s, want %s", got, want(booked))
	}
	for i := range booked {
		booked[i].Generation++
		booked[i].EndsAt = booked[i].EndsAt.AddDate(0, 0, 1)
	}
	h.book(booked...)
	if got := h.has(); got != want(booked) {
		t.Fatalf("longer: got %s, want %s", got, want(booked))
	}
	stale := booked[0]
	stale.Generation--
	stale.Cancelled = true
	h.book(stale)
	if got := h.has(); got != want(booked) {
		t.Fatalf("an old change: got %s, want %s", got, want(booked))
	}
	for i := range booked {
		booked[i].Generation++
		booked[i].Cancelled = true
	}
	h.book(booked...)
	if got := h.has(); got != "" {
		t.Fatalf("cancelled: got %s", got)
	}
}

func TestRefusalWaitsForAChange(t *testing.T) {
	h := newHotel(t)
	b := h.bookings()[0]
	b.EndsAt = time.Now().Add(-time.Hour)
	b.StartsAt = b.EndsAt.Add(-time.Hour)
	h.book(b)
	if p, err := h.store.Progress(t.Context()); err != nil || p.Refused != 1 {
		t.Fatalf("got %+v, %v", p, err)
	}
	b = h.bookings()[0]
	b.Generation = 2
	h.book(b)
	if p, err := h.store.Progress(t.Context()); err != nil || p.Refused != 0 {
		t.Fatalf("changed: got %+v, %v", p, err)
	}
}

func TestPlan(t *testing.T) {
	h := newHotel(t)
	booked := h.bookings()
	h.book(booked[0])
	booked[0].Generation, booked[0].Cancelled = 2, true
	plans, err := h.store.Plan(t.Context(), provision.Options{}, booked[0], booked[1])
	if err != nil || len(plans) != 2 || plans[0].Step != "delete" || plans[1].Step != "create" {
		t.Fatalf("got %+v, %v", plans, err)
	}
	if got := h.has(); got != want(h.bookings()[:1]) {
		t.Errorf("the plan was carried out: %s", got)
	}
}

func TestSweepRepairs(t *testing.T) {
	h := newHotel(t)
	booked := h.bookings()
	h.book(booked...)

	// Somebody deletes the grant, shortens the credential and makes another code of the same name.
	h.must(h.client.AccessGrants.Delete(t.Context(), seam.GrantKey("grant")))
	for c, err := range h.client.ACS.Credentials.List(t.Context(), seam.CredentialFilter{}) {
		h.must(err)
		_, err := h.client.ACS.Credentials.Update(t.Context(), c.ACSCredentialID, seam.CredentialUpdate{EndsAt: c.EndsAt.AddDate(0, 0, -1)})
		h.must(err)
	}
	_, err := h.client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{
		DeviceID: h.lock.DeviceID, Name: "code", StartsAt: booked[2].StartsAt, EndsAt: booked[2].EndsAt,
	})
	h.must(err)
	_, err = h.client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: h.lock.DeviceID, Name: "the cleaner", NoEnd: true})
	h.must(err)

	swept, err := h.worker.Sweep(t.Context())
	h.must(err)
	if swept.Missing != 1 || swept.Different != 1 || swept.Extra != 1 || swept.Unknown != 0 {
		t.Errorf("found %+v", swept)
	}
	h.settle()
	if got := h.has(); got != want(booked)+"the cleaner; " {
		t.Errorf("after the repair there are %s", got)
	}
	swept, err = h.worker.Sweep(t.Context())
	h.must(err)
	if swept.Missing+swept.Different+swept.Extra+swept.Unknown != 0 {
		t.Errorf("after the repair it found %+v", swept)
	}
}

func TestInbox(t *testing.T) {
	h := newHotel(t)
	webhook, err := h.client.Webhooks.Create(t.Context(), &gen.WebhooksCreateRequest{URL: "https://example.com"})
	h.must(err)
	verified, err := seam.NewWebhook(webhook.Secret)
	h.must(err)
	inbox := h.worker.Inbox(verified)
	h.seam.HandleWebhooks(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		again := r.Clone(r.Context())
		again.Body, _ = r.GetBody()
		inbox.ServeHTTP(w, r)
		inbox.ServeHTTP(httptest.NewRecorder(), again)
	}))
	h.book(h.bookings()[1])
	h.until(func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.told) > 0
	})
	if len(h.told) != 1 {
		t.Errorf("told %v", h.told)
	}
	forged := httptest.NewRecorder()
	inbox.ServeHTTP(forged, httptest.NewRequest(http.MethodPost, "/webhook", nil))
	if forged.Code != http.StatusBadRequest {
		t.Errorf("a request without a signature got %d", forged.Code)
	}
}

func TestCatchUpFindsWhatWasMissed(t *testing.T) {
	h := newHotel(t)
	h.book(h.bookings()[1]) // There is no webhook.
	h.must(h.worker.CatchUp(t.Context()))
	h.until(func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.told) == 1
	})
	h.must(h.worker.CatchUp(t.Context()))
	h.settle()
	if len(h.told) != 1 {
		t.Errorf("told %v", h.told)
	}
}
