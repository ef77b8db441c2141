package node

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// Run runs a script with in as JSON on its standard input and decodes its output into out.
func Run(ctx context.Context, script string, in, out any) error {
	if err := lookAt(script); err != nil {
		return err
	}
	input, err := json.Marshal(in)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "node", script)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &stderr
	output, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("node %s: %w\n%s", script, err, stderr.Bytes())
	}
	return json.Unmarshal(output, out)
}

// lookAt opens the script, so that go test notices that its result depends on it.
func lookAt(script string) error {
	_, err := os.Stat(script)
	return err
}
