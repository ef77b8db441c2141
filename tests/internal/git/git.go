// Package git runs git for tests, apart from the repository and the settings of the person who runs them.
package git

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Run runs git in the folder dir and returns its output. It ends the test if git fails.
func Run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
	cmd.Dir, cmd.Env = dir, Env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// Env returns the environment for git and for programs that run it. It lacks the variables that git sets for a
// hook, which would lead git to the repository of the hook, and the settings of this machine.
func Env() []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	return append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
}
