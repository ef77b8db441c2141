package source

import (
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// verifyIntegrity holds a package against the registry's checksum. The value
// may list several algorithms; sha512 is the one that every release of Seam's
// package has.
func verifyIntegrity(data []byte, integrity string) error {
	if !strings.Contains(integrity, "sha512-") {
		return errors.New("the registry gives no sha512 for the package: use a registry that does")
	}
	sum := sha512.Sum512(data)
	got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	if !slices.Contains(strings.Fields(integrity), got) {
		return fmt.Errorf("the package is damaged or was changed on the way (%s, the registry says %s): run `npm cache verify` and try again", got, integrity)
	}
	return nil
}
