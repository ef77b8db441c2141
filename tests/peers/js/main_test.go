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
