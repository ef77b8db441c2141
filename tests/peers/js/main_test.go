// Package js holds our client and seamtest against Seam's own client, which is written in
// JavaScript: what both get from one world is the same, though they ask for it in different ways.
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
