package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// consumer is the folder of the module with the programs, seen from the root of this module.
var consumer = filepath.Join("tests", "modules", "consumer")

// The programs: hello uses this module; plain and bare do the same without it.
const (
	hello = "hello"
	plain = "plain"
	bare  = "bare"
)

// cost is the time and memory of one run of the go command, with all programs that it started.
type cost struct {
	wall      time.Duration
	processor time.Duration
	peak      peak
}

// idleTime returns the time that the run would take on an idle machine: wall time beyond
// processor time was spent waiting for other programs.
func (c cost) idleTime() time.Duration { return min(c.wall, c.processor) }

// build runs go build in a folder.
func build(ctx context.Context, dir string, env []string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"build"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off"), env...)
	began := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		return cost{}, fmt.Errorf("go build %v in %s: %w\n%s", args, dir, err, out)
	}
	state := cmd.ProcessState
	return cost{wall: took, processor: state.UserTime() + state.SystemTime(), peak: peakOf(state)}, nil
}
