package source

import "errors"

var (
	// ErrUnreachable means that the network or the host did not respond. Trying
	// again later may help.
	ErrUnreachable = errors.New("out of reach")

	// ErrNoNPM means that this machine lacks npm, which downloads the package,
	// or the Node.js that npm itself runs on. Trying again will not help.
	ErrNoNPM = errors.New("npm is needed")
)
