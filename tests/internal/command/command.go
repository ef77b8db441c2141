// Package command runs the commands that the programs below tests/cmd need.
package command

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// Output runs a command in the folder dir and returns its output, without the newlines at the end. The error has
// what the command wrote to stderr.
func Output(ctx context.Context, dir, name string, args ...string) (string, error) {
	var stderr strings.Builder
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimRight(string(out), "\r\n"), nil
}
