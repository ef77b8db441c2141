package fake

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/seam-go/seam/tests/internal/node"
)

// The objects in the fake: its own, and those that server.mjs adds.
const (
	apiKey         = "seam_apikey1_token"
	clientSession  = "seam_cst1_token"
	publishableKey = "seam_pk1_token"
	accessToken    = "seam_at1_longtoken"
	workspace      = "seed_workspace_1"

	sandboxKey = "seam_apikey3_token"

	augustLock   = "august_device_1"
	backDoor     = "august_device_2"
	thermostat   = "ecobee_device_1"
	noiseSensor  = "minut_device_1"
	schlageLock  = "schlage_device_id"
	johnsAccount = "john_connected_account_id"
	janesAccount = "jane_connected_account_id"
	johnsKey     = "john_user_identifier_key"
	accessSystem = "visionline_acs_system_1"
	entrance     = "acs_entrance1"
	accessGroup  = "acs_access_group1"
)

// address is the URL of the fake, which all tests of this package share.
var address string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	ctx := context.Background()
	if err := node.Install(ctx, ".."); err != nil {
		return node.ExitWithout("Seam's own fake", err)
	}
	server, err := node.Serve(ctx, "server.mjs")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	address = server.URL
	status := m.Run()
	if err := server.Stop(); err != nil {
		fmt.Println(err)
		return 1
	}
	return status
}
