package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../../.."

// The files in the repository are the ones that this program writes.
func TestFilesAreUpToDate(t *testing.T) {
	t.Parallel()
	for name, want := range readPages(t) {
		committed, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(committed) != want {
			t.Errorf("%s is stale: run make llms", name)
		}
	}
}

var link = regexp.MustCompile(`(?m)^- \[.*?\]\((.*?)\): (.*)$`)

// Each line of a section has a link to a file and a description.
func TestLinks(t *testing.T) {
	t.Parallel()
	_, sections, _ := strings.Cut(readPages(t)["llms.txt"], "\n## ")
	links := link.FindAllStringSubmatch(sections, -1)
	if lines := strings.Count(sections, "\n- "); len(links) != lines || lines < 50 {
		t.Errorf("%d of %d lines are links", len(links), lines)
	}
	for _, match := range links {
		if info, err := os.Stat(filepath.Join(root, match[1])); err != nil || info.IsDir() {
			t.Errorf("no file: %s", match[0])
		}
		if strings.TrimSpace(match[2]) == "" {
			t.Errorf("no description: %s", match[0])
		}
	}
}

// The files have every kind of line, each taken from another source.
func TestLines(t *testing.T) {
	t.Parallel()
	pages := readPages(t)
	full := pages["llms.txt"] + pages["wrapper/llms-methods.txt"]
	for _, want := range []string{
		"- [github.com/seam-go/seam/wrapper/seamtest](wrapper/seamtest/doc.go): Package seamtest is a fake Seam",
		"- [wrapper/examples/quickstart](wrapper/examples/quickstart/main.go): Command quickstart",
		"- [wrapper/examples/provision](wrapper/examples/provision/doc.go): Package provision", // another module
		"- [seam.Example](wrapper/example_test.go): ",
		"- [seamtest.Example",
		"- [client.ACS.Credentials](wrapper/credentials.go): Assign, Create,",
		"- [client.Locks](gen/locks.gen.go): ConfigureAutoLock,",
		"- `client.Locks.UnlockDoor(ctx, *gen.LocksUnlockDoorRequest) (*gen.ActionAttempt, error)`: DeviceID string\n",
		"- `srv.SetEntranceMethods(string, ...gen.AccessMethodMode)`\n",
		"- `client.AccessGrants.RequestAccessMethods(ctx, seam.GrantRef, []seam.GrantMethod) (",
		"- `srv.FailNext(string, int, string, string)`\n",
		"- `gen.AccessCode`: AccessCodeID string, Code *string, ",
		"- `seam.ScanResult`: ",
		"- `client.ACS.Credentials.Get(ctx, string) (*seam.Credential, error)`\n",
		"- `client.AccessGrants.List(ctx, seam.AccessGrantFilter) iter.Seq2[*seam.AccessGrant, error]`: ",
	} {
		if !strings.Contains(full, want) {
			t.Errorf("no line begins %s", want)
		}
	}
	for _, unwanted := range []string{"github.com/seam-go/seam/wrapper.", "interface {", "](openapi/drift", "](tests/", "- `http.", "- `seam.Client`"} {
		if strings.Contains(full, unwanted) {
			t.Errorf("a line has %s", unwanted)
		}
	}
}

func readPages(t *testing.T) map[string]string {
	t.Helper()
	files, err := pages(root)
	if err != nil {
		t.Fatal(err)
	}
	return files
}
