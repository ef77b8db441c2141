package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/seam-go/seam/openapi/lock"
)

// vendoredInventory returns the inventory of the vendored document, nil if it cannot be
// read. A damaged document is no reason to stop: the fetch replaces it.
func vendoredInventory(dir string) *lock.Inventory {
	data, err := os.ReadFile(filepath.Join(dir, lock.Vendored))
	if err != nil {
		return nil
	}
	inventory, err := lock.TakeInventory(data)
	if err != nil {
		return nil
	}
	return inventory
}

// report prints the result of a fetch.
func (v *vendoring) report(w io.Writer, before *lock.Inventory) {
	fmt.Fprintf(w, "fetched %s, version %s\n", v.doc.Source, v.doc.Version)
	fmt.Fprintf(w, "%-15s %8d bytes, sha256 %s\n", lock.Vendored, len(v.doc.Data), v.stamp.SHA256.Vendored)
	fmt.Fprintf(w, "%-15s %8d bytes, sha256 %s\n", lock.Normalized, len(v.normalized), v.stamp.SHA256.Normalized)
	fmt.Fprintln(w, v.inventory.Counts)
	if before == nil {
		fmt.Fprintln(w, "there was no document before to compare with")
		return
	}
	came := without(v.inventory.Documented, before.Documented)
	went := without(before.Documented, v.inventory.Documented)
	fmt.Fprintf(w, "documented operations: %d came, %d went\n", len(came), len(went))
	for _, name := range came {
		fmt.Fprintln(w, "+", name)
	}
	for _, name := range went {
		fmt.Fprintln(w, "-", name)
	}
}

// without returns the names that are not among the sorted others.
func without(names, others []string) []string {
	var rest []string
	for _, name := range names {
		if _, found := slices.BinarySearch(others, name); !found {
			rest = append(rest, name)
		}
	}
	return rest
}
