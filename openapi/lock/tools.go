package lock

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Tools holds the versions of the modules that decide which code is generated.
type Tools struct {
	OAPICodegen string `json:"oapi-codegen"`
	KinOpenAPI  string `json:"kin-openapi"`
}

// String returns the versions for a message.
func (t Tools) String() string {
	return fmt.Sprintf("oapi-codegen %s and kin-openapi %s", t.OAPICodegen, t.KinOpenAPI)
}

// ToolVersions reads the pinned versions for the openapi folder dir: the generator's from
// tools.mod, that of the normaliser's library from go.mod.
func ToolVersions(dir string) (Tools, error) {
	generator, errGenerator := pinned(filepath.Join(dir, "tools.mod"), "github.com/oapi-codegen/oapi-codegen/v2")
	library, errLibrary := pinned(filepath.Join(dir, "..", "go.mod"), "github.com/getkin/kin-openapi")
	if err := errors.Join(errGenerator, errLibrary); err != nil {
		return Tools{}, err
	}
	return Tools{OAPICodegen: generator, KinOpenAPI: library}, nil
}

// pinned returns the required version of a module in a go.mod file. It reads the lines
// itself, because a client library should not depend on a parser for them.
func pinned(goMod, module string) (string, error) {
	data, err := os.ReadFile(goMod)
	if err != nil {
		return "", fmt.Errorf("tool versions: %w: restore the file", err)
	}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && fields[0] == module && strings.HasPrefix(fields[1], "v") {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("tool versions: %s does not require %s: add it with go get", filepath.Base(goMod), module)
}
