package client

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/seam-go/seam/gen"
)

// jsonCaller is a gen.Caller that decodes its text with encoding/json and keeps nil items.
type jsonCaller string

func (c jsonCaller) Call(_ context.Context, _ *gen.Operation, _, response any, _ ...gen.CallOption) error {
	return json.Unmarshal([]byte(c), response)
}

// A list has no nil items, whatever the gen.Caller returns.
func TestListsWithoutNulls(t *testing.T) {
	t.Parallel()
	const device = `null, {"device_id": "a"}, null`
	locks, err := gen.NewClient(jsonCaller(`{"devices": [`+device+`]}`)).Locks.List(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	paged := gen.NewClient(jsonCaller(`{"devices": [` + device + `], "pagination": {"has_next_page": false}}`)).Devices
	page, err := paged.ListPage(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []*gen.Device
	for item, err := range paged.List(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, item)
	}
	for name, items := range map[string][]*gen.Device{"List, whole": locks, "ListPage": page.Items, "List": all} {
		if len(items) != 1 || items[0] == nil || items[0].DeviceID != "a" {
			t.Errorf("%s: got %v, want one device", name, items)
		}
	}
}
