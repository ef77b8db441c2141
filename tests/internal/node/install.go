// Package node runs programs in JavaScript for tests. It installs the npm packages of Seam that
// tests/peers/package-lock.json pins with checksums.
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

// installTimeout is long enough for npm on a slow network.
const installTimeout = 3 * time.Minute

// pinned are the files that npm reads. Install keeps a copy of the lock file in node_modules to see
// later whether the installation is up to date.
var pinned = []string{".npmrc", "package.json", lockFile}

const (
	lockFile  = "package-lock.json"
	modules   = "node_modules"
	installed = "node_modules/.installed-from.json"
)

// Install installs the packages that dir/package-lock.json pins into dir/node_modules, unless they
// are there already. Several test processes may call it at once: an installation appears complete or
// not at all.
//
// The error is [source.ErrNoNPM] or [source.ErrUnreachable] if the machine has no npm or no
// connection.
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

// install fills fresh/node_modules and copies the lock file into it.
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

// errorCode finds the error code in the output of npm.
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
	// A child of npm may keep the pipes open after npm was stopped.
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

// replace renames fresh to old, unless another process has just done the same. It first moves the
// old folder away as a whole: removing it in place could remove files that another process has just
// installed.
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
