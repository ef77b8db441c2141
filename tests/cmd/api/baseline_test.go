package main

import (
	"errors"
	"testing"
)

// base is the commit that is chosen.
func (r repo) base() string {
	r.t.Helper()
	commit, _, err := baseline(r.t.Context(), r.dir, "")
	if err != nil {
		r.t.Fatal(err)
	}
	return commit
}

func (r repo) wantBase(want string) {
	r.t.Helper()
	if got := r.base(); got != want {
		r.t.Errorf("compared with %s, want %s:\n%s", got, want, r.git("log", "--oneline", "--all", "--graph"))
	}
}

func TestBaselineIsThePreviousCommitOnMain(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	previous := r.commit()
	r.commit()
	r.wantBase(previous)
	r.clone().wantBase(previous)
	r.clone("--depth=2").wantBase(previous)
}

func TestBaselineOfABranchIsWhereItLeftMain(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	left := r.commit()
	r.git("switch", "--quiet", "--create", "topic")
	r.commit()
	tip := r.commit()
	r.git("switch", "--quiet", "main")
	r.commit()
	r.git("switch", "--quiet", "topic")
	r.wantBase(left)

	// A clone that holds the branch alone has no main to look at.
	alone := r.clone("--single-branch", "--branch=topic")
	alone.wantBase(r.git("rev-parse", tip+"^"))

	// A pull request is checked as it will be after the merge.
	clone := r.clone("--branch=topic")
	clone.git("checkout", "--quiet", "--detach", "origin/main")
	clone.git("merge", "--quiet", "--no-ff", "--message=merge", "origin/topic")
	clone.wantBase(r.git("rev-parse", "main"))
}

func TestBaselineIsTheLastRelease(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	for _, tag := range []string{"v0.9.0", "v0.10.0-rc.1", "v0.10.0", "vendored", "1.0.0"} {
		r.commit()
		r.git("tag", tag)
	}
	r.commit()
	r.wantBase(r.git("rev-parse", "v0.10.0^{commit}"))

	r.git("tag", "--annotate", "--message=release", "v1.0.0")
	tagged := r.commit()
	r.wantBase(r.git("rev-parse", tagged+"^"))

	// A release of another branch is not one that this tree comes after.
	r.git("switch", "--quiet", "--create", "other")
	r.commit()
	r.git("tag", "v2.0.0")
	r.git("switch", "--quiet", "main")
	r.wantBase(r.git("rev-parse", "v1.0.0^{commit}"))
}

// Nothing to compare with is said, and does not fail.
func TestWithoutBaseline(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.wantPass("", "NOT CHECKED", "no earlier commit")
	r.commit()
	r.wantPass("", "NOT CHECKED", "no earlier commit")
	r.commit()
	r.clone("--depth=1").wantPass("", "NOT CHECKED", "git fetch --unshallow")
	(repo{t, t.TempDir()}).wantPass("", "NOT CHECKED")
}

func TestWantedBaseline(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	first := r.commit()
	removeName(r)
	r.commit()
	r.commit()
	r.wantPass("")
	r.wantFailure(first, "gen.Device.Name: removed")
	_, _, err := baseline(t.Context(), r.dir, "v9")
	if err == nil || errors.Is(err, errNoBaseline) {
		t.Errorf("got %v", err)
	}
}
