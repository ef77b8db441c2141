package source

import "errors"

var (
	// ErrUnreachable means that the network, or whoever should have answered,
	// did not. Trying again later may help.
	ErrUnreachable = errors.New("out of reach")

	// ErrNoNPM means that this machine lacks npm or node. Trying again will
	// not help.
	ErrNoNPM = errors.New("npm and node are needed")
)
