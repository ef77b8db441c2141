package source

import (
	"errors"
	"slices"
	"testing"
)

func TestVersions(t *testing.T) {
	fakeTools(t, map[string]string{"npm": `case "$1 $2 $3" in
"view @seamapi/types versions") echo '["1.2.0","1.10.0"]' ;;
*) exit 9 ;;
esac
`})
	got, err := Versions(t.Context())
	if err != nil || !slices.Equal(got, []string{"1.2.0", "1.10.0"}) {
		t.Errorf("got %v, %v", got, err)
	}
	if Release(got[1]) != "npm:@seamapi/types@1.10.0" {
		t.Errorf("got %s", Release(got[1]))
	}
}

func TestVersionsFail(t *testing.T) {
	for script, want := range map[string]string{
		"true\n":     "npm lists no version",
		"echo nix\n": "printed something else than expected",
		`echo '{"error":{"code":"ENOTFOUND","summary":"no network"}}'; exit 1` + "\n": "out of reach",
	} {
		fakeTools(t, map[string]string{"npm": script})
		versions, err := Versions(t.Context())
		if versions != nil {
			t.Errorf("%q: got %v", script, versions)
		}
		wantError(t, err, "npm:@seamapi/types: ", want)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Versions(t.Context()); !errors.Is(err, ErrNoNPM) {
		t.Errorf("got %v", err)
	}
}
