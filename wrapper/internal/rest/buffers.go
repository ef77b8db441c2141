package rest

import (
	"bytes"
	"sync"
	"weak"
)

const (
	// minLargeBytes and maxLargeBytes bound the large buffers: those for a page of a list.
	minLargeBytes = 16 << 10
	maxLargeBytes = 4 << 20
	// maxLargeBuffers bounds the number of large buffers in the pool.
	maxLargeBuffers = 16
)

// bufferPool holds the buffers of responses for the next ones: see concurrent64-vs-bare-defaults in
// tests/bench.
//
// It holds large ones only until the next garbage collection. A [sync.Pool] would hold them for two, and
// some for each processor. With it, or without any pool, the peak of the heap of a program that lists is
// nearly twice as high: see list100k-peak-heap-MB in tests/bench.
type bufferPool struct {
	small sync.Pool
	mu    sync.Mutex
	large []weak.Pointer[bytes.Buffer]
}

var buffers bufferPool

// get returns an empty buffer for a body of that length, negative if it is not known.
func (p *bufferPool) get(length int64) *bytes.Buffer {
	if 0 <= length && length < minLargeBytes {
		if b, ok := p.small.Get().(*bytes.Buffer); ok {
			return b
		}
		return new(bytes.Buffer)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.large) > 0 {
		last := len(p.large) - 1
		buffer := p.large[last].Value()
		p.large = p.large[:last]
		if buffer != nil {
			return buffer
		}
	}
	return new(bytes.Buffer)
}

// put returns a buffer that is no longer in use to the pool.
func (p *bufferPool) put(b *bytes.Buffer) {
	b.Reset()
	if b.Cap() < minLargeBytes {
		p.small.Put(b)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if b.Cap() <= maxLargeBytes && len(p.large) < maxLargeBuffers {
		p.large = append(p.large, weak.Make(b))
	}
}
