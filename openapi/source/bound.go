package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxSize is some fifteen times the document of today. It keeps a wrong
// address from filling the memory.
const maxSize = 64 << 20

// readBounded reads all of r, or fails once there is more than maxSize.
func readBounded(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSize {
		return nil, errTooLarge
	}
	return data, nil
}

var errTooLarge = fmt.Errorf("it is larger than %d MiB, which no API document is", maxSize>>20)

// boundedBuffer keeps the output of a program and fails beyond maxSize.
type boundedBuffer struct{ bytes.Buffer }

func (b *boundedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxSize {
		return 0, errors.New("the program printed too much")
	}
	return b.Buffer.Write(p)
}
