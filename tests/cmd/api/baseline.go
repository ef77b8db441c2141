package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/seam-go/seam/tests/internal/command"
)

// errNoBaseline means that the clone has no earlier commit.
var errNoBaseline = errors.New("there is no earlier commit to compare with")

// baseline returns the commit to compare the working tree with, and a name for it.
func baseline(ctx context.Context, repo, wanted string) (commit, name string, err error) {
	if wanted != "" {
		commit, ok := resolve(ctx, repo, wanted)
		if !ok {
			return "", "", fmt.Errorf("-base: %q is no commit of this clone", wanted)
		}
		return commit, wanted, nil
	}
	head, ok := resolve(ctx, repo, "HEAD")
	if !ok {
		return "", "", noBaseline(ctx, repo)
	}
	tag, err := lastRelease(ctx, repo)
	if err != nil {
		return "", "", err
	}
	if commit, ok := resolve(ctx, repo, "refs/tags/"+tag); ok && tag != "" {
		return commit, tag, nil
	}
	for _, main := range []string{"refs/remotes/origin/main", "refs/heads/main"} {
		// A shallow clone may end before it.
		commit, err := command.Output(ctx, repo, "git", "merge-base", "HEAD", main)
		if err == nil && commit != head {
			return commit, "the previous commit on main, " + short(commit), nil
		}
	}
	if commit, ok := resolve(ctx, repo, "HEAD^"); ok {
		return commit, "the previous commit, " + short(commit), nil
	}
	return "", "", noBaseline(ctx, repo)
}

// lastRelease returns the newest version tag before the working tree, "" if there is no
// such tag.
func lastRelease(ctx context.Context, repo string) (string, error) {
	tags, err := command.Output(ctx, repo, "git", "-c", "versionsort.suffix=-", "tag", "--merged", "HEAD",
		"--sort=-version:refname", "--list", "v[0-9]*")
	tag, _, _ := strings.Cut(tags, "\n")
	return tag, err
}

// noBaseline adds the probable reason.
func noBaseline(ctx context.Context, repo string) error {
	if shallow, err := command.Output(ctx, repo, "git", "rev-parse", "--is-shallow-repository"); err == nil && shallow == "true" {
		return fmt.Errorf("%w: this clone is shallow, git fetch --unshallow gets the rest", errNoBaseline)
	}
	return errNoBaseline
}

func resolve(ctx context.Context, repo, ref string) (commit string, ok bool) {
	commit, err := command.Output(ctx, repo, "git", "rev-parse", "--verify", "--quiet", ref+"^{commit}")
	return commit, err == nil
}

func short(commit string) string { return commit[:min(len(commit), 9)] }

// extract writes the files of a commit into a folder. It does not touch the index or
// the working tree.
func extract(ctx context.Context, repo, commit, dir string) error {
	archive := filepath.Join(dir, "tree.tar")
	if _, err := command.Output(ctx, repo, "git", "archive", "--output", archive, commit); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "tar", "-x", "-f", archive, "-C", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("tar: %w: %s", err, out)
	}
	return nil
}
