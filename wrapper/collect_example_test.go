package seam_test

import (
	"context"
	"fmt"
	"log"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// The first list is complete. The second one fails on its third page.
func ExampleCollect() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(seam.WithRetries(0)), context.Background()
	for range 5 {
		srv.AddDevice(seamtest.Device{Name: "Door"})
	}
	devices, err := seam.Collect(client.Devices.List(ctx, nil))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(devices), "devices")

	srv.PassNext("/devices/list", 2)
	srv.FailNext("/devices/list", 503, "unavailable", "Try again later")
	devices, err = seam.Collect(client.Devices.List(ctx, &gen.DevicesListRequest{Limit: new(2)}))
	fmt.Println(len(devices), "devices before the failure:", err != nil)
	// Output:
	// 5 devices
	// 4 devices before the failure: true
}
