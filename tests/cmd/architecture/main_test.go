package main

import (
	"bytes"
	"os"
	"testing"
)

// The drawing in the repository is the one that this program draws.
func TestDrawingIsUpToDate(t *testing.T) {
	committed, err := os.ReadFile("architecture.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, draw()) {
		t.Error("architecture.svg is stale: run make drawing")
	}
}

// Every box has at least one arrow.
func TestEveryBoxIsConnected(t *testing.T) {
	connected := map[box]bool{}
	for _, a := range arrows {
		connected[a.from], connected[a.to] = true, true
	}
	for _, one := range boxes {
		if !connected[one] {
			t.Errorf("no arrow touches %s", one.name)
		}
	}
}
