package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/seam-go/seam/tests/internal/command"
)

const module = "github.com/seam-go/seam"

// moduleZip is the module as `go mod download -json` describes it.
type moduleZip struct {
	Version string
	Zip     string                // the path of the file
	Sum     string                // the hash in go.sum
	Origin  struct{ Hash string } // the commit
	Error   string
}

// checkModule builds the module zip of the current commit and uses it as another module would. The go
// command takes the commit from a clone that has the tag already, without a proxy. It applies the same rules as
// the module proxy: which files belong to the module, and how large they may be.
func (r *release) checkModule(ctx context.Context) (moduleZip, error) {
	clone := filepath.Join(r.temp, "repo.git")
	for _, args := range [][]string{
		{"clone", "--quiet", "--bare", ".", clone},
		{"-C", clone, "tag", "--force", r.tag, "HEAD"},
	} {
		if _, err := command.Output(ctx, r.root, "git", args...); err != nil {
			return moduleZip{}, err
		}
	}
	env, err := r.proxyEnv(ctx, clone)
	if err != nil {
		return moduleZip{}, err
	}
	found, err := r.download(ctx, env)
	if err != nil {
		return moduleZip{}, err
	}
	files, err := checkFiles(found.Zip, module+"@"+r.tag)
	if err != nil {
		return moduleZip{}, err
	}
	info, err := os.Stat(found.Zip)
	if err != nil {
		return moduleZip{}, err
	}
	fmt.Fprintf(r.stdout, "module zip: %d files, %d KiB, %s\n", files, info.Size()/1024, found.Sum)
	return found, r.runConsumer(ctx, env)
}

// proxyEnv returns the environment in which the go command takes this module from the clone, and other
// modules from the local module cache if they are there. Its own module cache is temporary, because the
// zip of a version that does not exist yet must not stay on this machine.
func (r *release) proxyEnv(ctx context.Context, clone string) ([]string, error) {
	settings, err := command.Output(ctx, r.root, "go", "env", "GOMODCACHE", "GOPROXY")
	if err != nil {
		return nil, err
	}
	cache, proxy, _ := strings.Cut(settings, "\n")
	return append(os.Environ(),
		"GOMODCACHE="+filepath.Join(r.temp, "mod"),
		"GOPROXY=file://"+filepath.ToSlash(cache)+"/cache/download,"+proxy,
		"GOPRIVATE="+module,
		"GOFLAGS=-mod=mod -modcacherw", // go.sum gets the release, and the cache can be removed
		"GOWORK=off",
		"GIT_CONFIG_COUNT=1", // git takes the clone in place of GitHub
		"GIT_CONFIG_KEY_0=url.file://"+filepath.ToSlash(clone)+".insteadOf",
		"GIT_CONFIG_VALUE_0=https://"+module,
	), nil
}

func (r *release) download(ctx context.Context, env []string) (moduleZip, error) {
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", module+"@"+r.tag)
	cmd.Dir, cmd.Env = r.temp, env
	out, runErr := cmd.Output()
	var found moduleZip
	if err := json.Unmarshal(out, &found); err != nil {
		return found, errors.Join(runErr, err)
	}
	if found.Error != "" {
		return found, fmt.Errorf("go mod download: %s", found.Error)
	}
	return found, runErr
}

// checkFiles checks that the module zip has the licence, without which a documentation site shows no
// documentation, and counts the files.
func checkFiles(path, root string) (count int, err error) {
	reader, err := zip.OpenReader(path)
	if err != nil {
		return 0, err
	}
	defer reader.Close()
	if _, err := reader.Open(root + "/LICENSE"); err != nil {
		return 0, fmt.Errorf("the module zip: %w", err)
	}
	return len(reader.File), nil
}

// runConsumer runs the program of README.md in tests/modules/consumer, after its go.mod
// requires the release in place of this folder.
func (r *release) runConsumer(ctx context.Context, env []string) error {
	dir := filepath.Join(r.temp, "consumer")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(r.root, "tests", "modules", "consumer"))); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"mod", "edit", "-dropreplace=" + module, "-require=" + module + "@" + r.tag},
		{"run", "./readme"},
		{"list", "-m", module},
	} {
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir, cmd.Env = dir, env
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("in a module that requires %s: go %s: %w\n%s", r.tag, strings.Join(args, " "), err, out)
		}
		if args[0] == "list" {
			fmt.Fprintf(r.stdout, "a module that requires %s runs the program of README.md\n", strings.TrimSpace(string(out)))
		}
	}
	return nil
}
