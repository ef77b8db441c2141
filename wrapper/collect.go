package seam

import "iter"

// Collect returns all items of a list as a slice, for programs that need them at once:
//
//	devices, err := seam.Collect(client.Devices.List(ctx, nil))
//
// The slice is complete if the error is nil. Otherwise it has the items before the failure.
//
// A loop over the list needs the memory of one page, the slice that of all items.
func Collect[T any](list iter.Seq2[T, error]) ([]T, error) {
	var items []T
	for item, err := range list {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}
