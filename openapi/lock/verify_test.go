package lock

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVerify(t *testing.T) {
	if err := Verify(stamped(t)); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFinds(t *testing.T) {
	const (
		spec  = "run `make spec FROM=npm:@seamapi/types@1.0.0`"
		again = "run `make generate`"
	)
	tests := map[string]struct {
		name, from, to string
		want, remedy   string
	}{
		"a byte of the document":    {Vendored, "because", "Because", "openapi.json has sha256", spec},
		"a byte of the normalised":  {Normalized, "paths", "Paths", "normalized.json has sha256", again},
		"hash of the document":      {FileName, Sum([]byte(document)), "0", "openapi.json has sha256", spec},
		"hash of the normalised":    {FileName, Sum([]byte(normalized)), "0", "normalized.json has sha256", again},
		"paths":                     {FileName, `"paths": 3`, `"paths": 2`, "has 3 paths, 4 operations, 1 documented, stamped are 2 paths", spec},
		"operations":                {FileName, `"operations": 4`, `"operations": 5`, "stamped are 3 paths, 5 operations", spec},
		"documented":                {FileName, `"documented": 1`, `"documented": 2`, "2 documented", spec},
		"oapi-codegen":              {"tools.mod", "v2.8.2", "v2.9.0", "pinned are oapi-codegen v2.9.0 and kin-openapi v0.152.0, stamped are oapi-codegen v2.8.2", again},
		"kin-openapi":               {"../go.mod", "v0.152.0", "v0.153.0", "kin-openapi v0.153.0", again},
		"oapi-codegen not required": {"tools.mod", "oapi-codegen/v2", "other", "tools.mod does not require github.com/oapi-codegen/oapi-codegen/v2", "go get"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := stamped(t)
			change(t, dir, test.name, test.from, test.to)
			err := Verify(dir)
			if err == nil {
				t.Fatal("no error")
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one mismatch: %v", err)
			}
			for _, part := range []string{test.want, test.remedy} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%v lacks %q", err, part)
				}
			}
		})
	}
}

func TestVerifyFindsAllAtOnce(t *testing.T) {
	dir := stamped(t)
	change(t, dir, Vendored, `"post":{},`, ``)
	change(t, dir, Normalized, "paths", "Paths")
	change(t, dir, "tools.mod", "v2.8.2", "v2.9.0")
	err := Verify(dir)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	wants := []string{"openapi.json has sha256", "openapi.json has 3 paths, 3 operations, 0 documented", "normalized.json has", "pinned are"}
	if len(lines) != len(wants) {
		t.Fatalf("got %d lines, want %d:\n%v", len(lines), len(wants), err)
	}
	for i, want := range wants {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q, want %q…", i, lines[i], want)
		}
	}
}

func TestVerifyMissingFiles(t *testing.T) {
	dir := stamped(t)
	for _, name := range []string{Vendored, Normalized, "tools.mod", "../go.mod"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	err := Verify(dir)
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range []string{"openapi.json cannot be read", "normalized.json cannot be read", "tools.mod: no such file", "go.mod: no such file"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%v lacks %q", err, part)
		}
	}
}
