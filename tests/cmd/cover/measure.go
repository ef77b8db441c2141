package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// measured lists the hand-written packages. Code below an examples folder is documentation.
var measured = []string{"./openapi/...", "./wrapper/..."}

// tests lists the packages whose tests run. The other tests build programs or compare with Node.js:
// they take minutes, and the programs that they run are not part of the profile.
var tests = append(measured, "./tests/client", "./tests/contract", "./tests/model")

// measure runs the tests and returns the file with the profile.
func measure(ctx context.Context, dir string) (profile string, err error) {
	covered, err := exec.CommandContext(ctx, "go", append([]string{"list"}, measured...)...).Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w", err)
	}
	var packages []string
	for path := range strings.FieldsSeq(string(covered)) {
		if !strings.Contains(path, "/examples/") {
			packages = append(packages, path)
		}
	}
	profile = filepath.Join(dir, "cover.out")
	args := []string{"test", "-coverprofile=" + profile, "-coverpkg=" + strings.Join(packages, ",")}
	cmd := exec.CommandContext(ctx, "go", append(args, tests...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		_, _ = os.Stderr.Write(out)
		return "", fmt.Errorf("go test: %w", err)
	}
	return profile, nil
}
