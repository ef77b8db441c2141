package source

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"
)

// npmClient runs npm in an empty folder, away from the settings and the
// workspaces of the project that the caller works in.
type npmClient struct {
	path string
	dir  string
}

// npmTarball is a package as the registry holds it.
type npmTarball struct {
	version   string
	integrity string
	tarball   []byte
}

// pack downloads a version of the package and holds it against the checksum
// that the registry keeps for it.
func (c npmClient) pack(ctx context.Context, version string) (*npmTarball, error) {
	var packed []struct {
		Version string `json:"version"`
	}
	if err := c.run(ctx, &packed, "pack", npmPackage+"@"+version, "--pack-destination", c.dir); err != nil {
		return nil, err
	}
	if len(packed) != 1 {
		return nil, fmt.Errorf("npm packed %d packages, not one: write the version out", len(packed))
	}
	if !plainVersion.MatchString(packed[0].Version) {
		return nil, fmt.Errorf("npm packed the version %+q, which is no version: write the version out", packed[0].Version)
	}
	data, err := c.readTarball()
	if err != nil {
		return nil, err
	}
	pkg := &npmTarball{version: packed[0].Version, tarball: data}
	// The integrity that pack prints is computed from the file it wrote. Only
	// view returns the registry's record of a version: the address and checksum of its file.
	if err := c.run(ctx, &pkg.integrity, "view", npmPackage+"@"+pkg.version, "dist.integrity"); err != nil {
		return nil, err
	}
	if err := verifyIntegrity(data, pkg.integrity); err != nil {
		return nil, err
	}
	return pkg, nil
}

// readTarball finds the file by its ending, because npm has changed how it
// names it in its output.
func (c npmClient) readTarball() ([]byte, error) {
	found, err := filepath.Glob(filepath.Join(c.dir, "*.tgz"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("npm wrote %d packages, not one: update npm", len(found))
	}
	data, err := readFile(found[0])
	if err != nil {
		return nil, fmt.Errorf("package file: %w: try again", err)
	}
	return data, nil
}

// notFoundStatus is how a script ends whose interpreter is missing, as npm does
// without Node.js.
const notFoundStatus = 127

// run decodes the output of npm into result. Warnings go to stderr, which only
// matters once npm has failed.
func (c npmClient) run(ctx context.Context, result any, args ...string) error {
	args = append(args, "--json", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
	cmd := exec.CommandContext(ctx, c.path, args...)
	cmd.Dir = c.dir
	// npm may leave a child that holds the pipes open when it is stopped.
	cmd.WaitDelay = time.Second
	cmd.Env = guardedEnv(c.dir)
	var out, errs boundedBuffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("%w: try again, or take a local file", noResponse(ctx, err))
		}
		if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == notFoundStatus {
			return fmt.Errorf("%w (%s): install Node.js, or take a URL or a local file", ErrNoNPM, lastUseful(errs.String()))
		}
		return npmFailure(err, out.Bytes(), errs.String())
	}
	// npm prints nothing at all for a value that a package does not have.
	if out.Len() == 0 {
		return nil
	}
	if err := json.Unmarshal(out.Bytes(), result); err != nil {
		return fmt.Errorf("npm %s printed something else than expected: %w: update npm", args[0], err)
	}
	return nil
}
