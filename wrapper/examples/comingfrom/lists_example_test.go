package comingfrom_test

import (
	"context"
	"fmt"
	"iter"
	"log"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// all returns the items of a list as a slice.
func all[T any](list iter.Seq2[*T, error]) ([]*T, error) {
	var items []*T
	for item, err := range list {
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// A list is read to its end, or page by page.
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

	page, err := client.Devices.ListPage(ctx, &gen.DevicesListRequest{Limit: new(2)})
	if err != nil {
		log.Fatal(err)
	}
	if page.HasNextPage {
		next, err := client.Devices.ListPage(ctx, &gen.DevicesListRequest{Limit: new(2), PageCursor: &page.NextPageCursor})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.Items), len(next.Items))
	}
	// Output:
	// Door
	// Door
	// Door
	// 2 1
}
