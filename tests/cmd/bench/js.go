package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/seam-go/seam/tests/internal/node"
)

// js is Seam's JavaScript client with its defaults. steps.mjs runs it in another process and
// measures there, so the exchange with this program does not count.
type js struct {
	in  io.Writer
	out *bufio.Reader
}

// job is a step with its number of repetitions and of concurrent callers.
type job struct {
	Step     string `json:"step"`
	Endpoint string `json:"endpoint"`
	APIKey   string `json:"api_key"`
	Params   any    `json:"params"`
	Items    int    `json:"items"` // how many items each repetition must return
	Times    int    `json:"times"`
	Callers  int    `json:"callers"`
}

// withJS runs steps.mjs for as long as f takes. dir is the folder of this program. The script is
// in the folder tests/peers, with the npm packages that it imports; see [node.Unavailable] for a
// machine that cannot run it.
func withJS(ctx context.Context, dir string, f func(*js) error) error {
	peers := filepath.Join(dir, "..", "..", "peers")
	if err := node.Install(ctx, peers); err != nil {
		return err
	}
	script := filepath.Join(peers, "js", "steps.mjs")
	// Only Node reads the script. go test notices the dependency because of this call.
	if _, err := os.Stat(script); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "node", script)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdin, stdout, err := startPiped(cmd)
	if err != nil {
		return err
	}
	err = errors.Join(f(&js{stdin, bufio.NewReader(stdout)}), stdin.Close(), cmd.Wait())
	if err != nil && stderr.Len() > 0 {
		err = fmt.Errorf("%w\n%s", err, stderr.Bytes())
	}
	return err
}

func (j *js) create(endpoint string, times, callers int) timing {
	return j.timing(job{Step: "create", Endpoint: endpoint, Params: newBareCreate(), Items: 1, Times: times, Callers: callers})
}

func (j *js) page(endpoint string, times int) timing {
	return j.timing(job{Step: "page", Endpoint: endpoint, Params: pageParams, Items: pageSize, Times: times, Callers: 1})
}

func (j *js) list(endpoint string, items, times int) timing {
	return j.timing(job{Step: "list", Endpoint: endpoint, Params: pageParams, Items: items, Times: times, Callers: 1})
}

var pageParams = map[string]int{"limit": pageSize}

func (j *js) timing(job job) timing {
	job.APIKey = apiKey
	return func(context.Context) (time.Duration, error) {
		if err := json.NewEncoder(j.in).Encode(job); err != nil { //nolint:gosec // A made-up key, for a server in this program.
			return 0, err
		}
		line, err := j.out.ReadBytes('\n')
		if err != nil {
			return 0, fmt.Errorf("steps.mjs: %w", err)
		}
		var done struct {
			Took  time.Duration `json:"took"`
			Error string        `json:"error"`
		}
		if err := json.Unmarshal(line, &done); err != nil {
			return 0, fmt.Errorf("steps.mjs: %w", err)
		}
		if done.Error != "" {
			return 0, fmt.Errorf("steps.mjs: %s", done.Error)
		}
		return done.Took, nil
	}
}
