package comingfrom_test

import (
	"context"
	"fmt"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// An operation without a method is called by its path. This is not run, because the fake Seam serves
// documented operations only.
func Example_undocumented() {
	client, ctx := must(seam.FromEnv()), context.Background()

	var out struct {
		Networks []struct {
			NetworkID string `json:"network_id"`
		} `json:"networks"`
	}
	err := client.Call(ctx, "/networks/list", nil, &out, seam.CallEffect(gen.Read))
	fmt.Println(len(out.Networks), err)
}
