// Package js compares our client and seamtest with Seam's own JavaScript client: both clients make
// the same calls, and must get the same results although they send them differently.
package js

import (
	"context"
	"os"
	"testing"

	"github.com/seam-go/seam/tests/internal/node"
)

func TestMain(m *testing.M) {
	if err := node.Install(context.Background(), ".."); err != nil {
		os.Exit(node.ExitWithout("Seam's JavaScript client", err))
	}
	os.Exit(m.Run())
}
