package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for want, values := range map[float64][]float64{
		3:   {3},
		2.5: {4, 1, 3, 2},
		7:   {9, -1, 7},
	} {
		if got := median(values); got != want {
			t.Errorf("median of %v: %v, want %v", values, got, want)
		}
	}
}

// Each build is compared with the other build of its round, so a slow round changes nothing.
func TestPercentOver(t *testing.T) {
	with := []coldBuild{{seconds: 11}, {seconds: 42}}
	without := []coldBuild{{seconds: 10}, {seconds: 40}}
	got := percentOver(with, without)
	if len(got) != 2 || !near(got[0], 10) || !near(got[1], 5) {
		t.Errorf("got %v, want 10 and 5 percent", got)
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

func TestCheckGen(t *testing.T) {
	compiles := []cost{
		{wall: 1200 * time.Millisecond, processor: 1300 * time.Millisecond, peak: 150_000},
		{wall: 950 * time.Millisecond, processor: 1600 * time.Millisecond, peak: 210_000},
		{wall: 3 * time.Second, processor: 900 * time.Millisecond, peak: 160_000}, // waited
	}
	if err := checkGen(compiles, 0.9, 150_000); err != nil {
		t.Errorf("the best are within the limits: %v", err)
	}
	if err := checkGen(compiles, 0, 0); err != nil {
		t.Errorf("there is no limit: %v", err)
	}
	err := checkGen(compiles, 0.8, 149_999)
	if err == nil || !strings.Contains(err.Error(), "0.90 s at best, limit 0.8 s") || !strings.Contains(err.Error(), "150000 KiB at best") {
		t.Errorf("got %v, want both limits named", err)
	}
}

func TestPackages(t *testing.T) {
	build := func(graph string) coldBuild {
		path := filepath.Join(t.TempDir(), "graph.json")
		if err := os.WriteFile(path, []byte(graph), 0o600); err != nil {
			t.Fatal(err)
		}
		built, err := readPackages(path)
		if err != nil {
			t.Fatal(err)
		}
		return coldBuild{packages: built}
	}
	with := []coldBuild{
		build(`[{"Mode":"build","Package":"fmt","CmdUser":9000000000},
			{"Mode":"build","Package":"seam","CmdUser":2000000000,"CmdSys":500000000},
			{"Mode":"build","Package":"gen","CmdUser":1000000000,"CmdSys":0},
			{"Mode":"link","Package":"hello","CmdUser":7000000000}]`),
		build(`[{"Mode":"build","Package":"fmt","CmdUser":9000000000},
			{"Mode":"build","Package":"seam","CmdUser":2000000000,"CmdSys":250000000},
			{"Mode":"build","Package":"gen","CmdUser":3000000000}]`),
	}
	without := []coldBuild{build(`[{"Mode":"build","Package":"fmt","CmdUser":9000000000}]`)}
	var out strings.Builder
	printPackages(&out, with, without)
	if got, want := strings.Join(strings.Fields(out.String()), " "), "compile seam 2.25 s compile gen 1.00 s compile what only seam needs 3.25 s"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadPackagesThatAreNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.json")
	if err := os.WriteFile(path, []byte("no graph"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := readPackages(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	for goVersion, want := range map[string]string{"go1.26.8": bare, "go1.27": plain, "go1.27.4": plain, "go1.28rc1": plain} {
		if got := base(goVersion); got != want {
			t.Errorf("%s: %s", goVersion, got)
		}
	}
}
