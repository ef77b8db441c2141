package source

import (
	"context"
	"fmt"
	"os"
)

// Versions lists the released versions of the package that holds the document,
// in the order of the registry, which is that of their release.
func Versions(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, npmTimeout)
	defer cancel()
	npm, _, err := findTools()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "seam-openapi-")
	if err != nil {
		return nil, fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var versions []string
	if err := (npmClient{path: npm, dir: dir}).run(ctx, &versions, "view", npmPackage, "versions"); err != nil {
		return nil, fmt.Errorf("%s%s: %w", npmPrefix, npmPackage, err)
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("%s%s: npm lists no version: update npm", npmPrefix, npmPackage)
	}
	return versions, nil
}

// Release is how [Fetch] is asked for a version of the package.
func Release(version string) string { return npmPrefix + npmPackage + "@" + version }
