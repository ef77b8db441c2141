package source

import (
	"context"
	"fmt"
)

// Versions lists the released versions of the package that holds the document,
// in the order of the registry, which is that of their release.
func Versions(ctx context.Context) ([]string, error) {
	var versions []string
	err := withNPM(ctx, func(ctx context.Context, npm npmClient) error {
		return npm.run(ctx, &versions, "view", npmPackage, "versions")
	})
	if err != nil {
		return nil, fmt.Errorf("%s%s: %w", npmPrefix, npmPackage, err)
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("%s%s: npm lists no version: update npm", npmPrefix, npmPackage)
	}
	return versions, nil
}

// Release is how [Fetch] is asked for a version of the package.
func Release(version string) string { return npmPrefix + npmPackage + "@" + version }
