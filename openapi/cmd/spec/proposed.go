package main

import (
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"strings"
)

// proposedIn returns the branch of origin that proposes a document, "" if there is
// none. The branches of proposals begin with drift/; .github/propose pushes them.
func proposedIn(ctx context.Context, dir string, document []byte) string {
	hash := exec.CommandContext(ctx, "git", "hash-object", "--stdin")
	hash.Stdin = bytes.NewReader(document)
	blob, err := hash.Output()
	if err != nil {
		return ""
	}
	root := filepath.Join(dir, "..")
	branches, _ := git(ctx, root, "for-each-ref", "--format=%(refname:short)", "refs/remotes/origin/drift/")
	for branch := range strings.FieldsSeq(branches) {
		if proposed, err := git(ctx, root, "rev-parse", "--verify", "--quiet", branch+":openapi/openapi.json"); err == nil &&
			proposed == strings.TrimSpace(string(blob)) {
			return branch
		}
	}
	return ""
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
