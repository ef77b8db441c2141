// Package node runs JavaScript for tests: programs that Seam wrote, pinned with their checksums
// in tests/peers/package-lock.json.
package node

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"

	"github.com/seam-go/seam/openapi/source"
)

// installTimeout bounds what npm does, over slow networks too.
const installTimeout = 3 * time.Minute

// pinned is what is installed: npm reads the first three, and the lock file, kept beside what it
// led to, tells later whether that is still what is wanted.
var pinned = []string{".npmrc", "package.json", lockFile}

const (
	lockFile  = "package-lock.json"
	modules   = "node_modules"
	installed = "node_modules/.installed-from.json"
)

// Install makes sure that dir/node_modules holds what dir/package-lock.json pins. Several tests
// may do this at once: what npm installs appears whole, or not at all.
//
// The error is [source.ErrNoNPM] or [source.ErrUnreachable] where the machine is at fault.
func Install(ctx context.Context, dir string) error {
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return fmt.Errorf("%w: %w", source.ErrNoNPM, err)
		}
	}
	if upToDate(dir) {
		return nil
	}
	fresh, err := os.MkdirTemp(dir, ".npm-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(fresh) }()
	if err := install(ctx, dir, fresh); err != nil {
		return err
	}
	return replace(filepath.Join(dir, modules), filepath.Join(fresh, modules), func() bool { return upToDate(dir) })
}

func upToDate(dir string) bool {
	want, errWant := os.ReadFile(filepath.Join(dir, lockFile))
	got, errGot := os.ReadFile(filepath.Join(dir, installed))
	return errWant == nil && errGot == nil && bytes.Equal(want, got)
}

// install fills fresh/node_modules, and says there where it is from.
func install(ctx context.Context, dir, fresh string) error {
	for _, name := range pinned {
		if err := copyFile(filepath.Join(fresh, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if err := npmCI(ctx, fresh); err != nil {
		return err
	}
	return copyFile(filepath.Join(fresh, installed), filepath.Join(dir, lockFile))
}

// errorCode finds npm's code for what went wrong.
var errorCode = regexp.MustCompile(`(?m)^npm (?:ERR!|error) code (\S+)$`)

func isOffline(out []byte) bool {
	code := errorCode.FindSubmatch(out)
	return code != nil && source.IsOffline(string(code[1]))
}

func npmCI(ctx context.Context, dir string) error {
	ctx, cancel := context.WithTimeout(ctx, installTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--omit=optional")
	cmd.Dir = dir
	// npm may leave a child that holds the pipes open when it is stopped.
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil || isOffline(out):
		return fmt.Errorf("%w: npm ci: %w\n%s", source.ErrUnreachable, err, out)
	default:
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
}

// replace moves fresh to old, unless another process has meanwhile done the same. What was there is
// moved away whole, beside fresh: to remove it in its place could take from what another process has
// just put there.
func replace(old, fresh string, done func() bool) error {
	if done() {
		return nil
	}
	if err := os.Rename(old, fresh+".old"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, old); err != nil && !done() {
		return err
	}
	return nil
}

func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}
