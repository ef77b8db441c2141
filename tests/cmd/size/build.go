package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// consumer is the module that the programs are in, as seen from the root of this one.
var consumer = filepath.Join("tests", "modules", "consumer")

// The programs: ours, and those that do the same without this module.
const (
	hello = "hello"
	plain = "plain"
	bare  = "bare"
)

// cost is what a run of the go command took, with all that it started.
type cost struct {
	wall      time.Duration
	processor time.Duration
	peak      peak
}

// undisturbed is the time it takes at most where nothing else runs: what the clock shows beyond the
// time of the processors was spent waiting for other programs.
func (c cost) undisturbed() time.Duration { return min(c.wall, c.processor) }

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
