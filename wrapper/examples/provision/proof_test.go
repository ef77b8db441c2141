package provision_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision/internal/demo"
)

// proof reads how much to prove from the environment; without it, the short form is run.
func proof(name string, short int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return short
}

// TestExactlyOne has two workers make 100 bookings (PROOF_BOOKINGS) while they are killed, requests are lost
// or late, and events arrive twice, in any order or not at all; with PROOF_SEEDS seeds.
func TestExactlyOne(t *testing.T) {
	t.Parallel()
	for seed := range proof("PROOF_SEEDS", 1) {
		t.Run("seed "+strconv.Itoa(seed+1), func(t *testing.T) {
			account := play(t, uint64(seed+1), func(*demo.Config) {})
			if !account.Perfect() {
				t.Errorf("got %+v", account)
			}
		})
	}
}

// TestExactlyOneOnPostgres is TestExactlyOne on PostgreSQL, which is restarted while the workers work.
func TestExactlyOneOnPostgres(t *testing.T) {
	t.Parallel()
	for seed := range proof("PROOF_SEEDS", 1) {
		t.Run("seed "+strconv.Itoa(seed+1), func(t *testing.T) {
			dir, err := os.MkdirTemp("", "provision-") // The server's user can enter it, other than t.TempDir.
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.RemoveAll(dir) }()
			server, err := demo.StartPostgres(t.Context(), dir, io.Discard)
			if errors.Is(err, demo.ErrNoPostgres) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = server.Stop() }()
			account := play(t, uint64(seed+1), func(cfg *demo.Config) {
				cfg.Database, cfg.RestartDatabase = server.URL(), server.Restart
			})
			if !account.Perfect() {
				t.Errorf("got %+v", account)
			}
		})
	}
}

// TestNaiveDoubles shows that the proof can fail: repeating without looking makes some things twice.
func TestNaiveDoubles(t *testing.T) {
	t.Parallel()
	account := play(t, 1, func(cfg *demo.Config) { cfg.Naive = true })
	if account.Doubled == 0 {
		t.Errorf("got %+v", account)
	}
}

func play(t *testing.T, seed uint64, change func(*demo.Config)) demo.Account {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cfg := demo.Config{
		Bookings:    proof("PROOF_BOOKINGS", 100),
		Seed:        seed,
		FaultRate:   0.2,
		Kills:       proof("PROOF_KILLS", 2),
		Database:    filepath.Join(t.TempDir(), "proof.db"),
		Minute:      2 * time.Second,
		CallTimeout: time.Second,
		Margin:      3 * time.Second,
		Executable:  os.Args[0],
		WorkerEnv:   []string{workerEnv + "=1"},
		Out:         t.Output(),
		Log:         io.Discard,
	}
	change(&cfg)
	account, err := demo.Run(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return account
}
