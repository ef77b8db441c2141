package comingfrom_test

import (
	"context"
	"fmt"
	"log"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A list is read item by item, as a slice, or page by page.
func Example_lists() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	for range 3 {
		srv.AddDevice(seamtest.Device{Name: "Door"})
	}

	for device, err := range client.Devices.List(ctx, nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(device.DisplayName)
	}

	devices, err := seam.Collect(client.Devices.List(ctx, nil))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(devices), "devices")

	for page, err := range client.Devices.ListPages(ctx, &gen.DevicesListRequest{Limit: new(2)}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.Items), page.HasNextPage)
	}
	// Output:
	// Door
	// Door
	// Door
	// 3 devices
	// 2 true
	// 1 false
}
