package command

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/seam-go/seam/wrapper/examples/provision"
)

func TestApplyStoresAndPlanDoesNot(t *testing.T) {
	dir := t.TempDir()
	database, file := filepath.Join(dir, "test.db"), filepath.Join(dir, "bookings.json")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"Key": "4711", "Generation": 1, "Guest": "Ada Lovelace", "Method": "grant", "Place": {"EntranceID": "e"},
		"StartsAt": "2999-05-01T15:00:00Z", "EndsAt": "2999-05-03T10:00:00Z"}`)
	for _, test := range []struct {
		args     []string
		exit     int
		bookings int
	}{
		{[]string{"plan", "-db", database, file}, 0, 0},
		{[]string{"apply", "-db", database, file}, 0, 1},
		{[]string{"apply", "-db", database}, 2, 1},
		{[]string{"apply", "-bd", database, file}, 2, 1},
		{[]string{"apply", "-db", database, file, file}, 2, 1},
		{[]string{"guess"}, 2, 1},
		{nil, 2, 1},
		{[]string{"-h"}, 0, 1},
		{[]string{"help", "apply"}, 0, 1},
		{[]string{"apply", "-h"}, 0, 1},
	} {
		if exit := Main(test.args); exit != test.exit {
			t.Errorf("%v: exit code %d, want %d", test.args, exit, test.exit)
		}
		store, err := provision.Open(t.Context(), database)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := store.Progress(t.Context()); err != nil || p.Bookings != test.bookings {
			t.Errorf("%v: %+v, %v", test.args, p, err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
	write(`{"Key": "4712", "Door": "a field that does not exist"}`)
	if exit := Main([]string{"apply", "-db", database, file}); exit != 1 {
		t.Errorf("an unknown field: exit code %d", exit)
	}
}
