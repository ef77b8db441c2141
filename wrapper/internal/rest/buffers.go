package rest

import (
	"bytes"
	"sync"
	"weak"
)

const (
	// minPooledBytes and maxPooledBytes bound the buffers that are used again: those for a page of a list.
	minPooledBytes = 16 << 10
	maxPooledBytes = 4 << 20
	// maxPooledBuffers bounds the number of buffers in the pool.
	maxPooledBuffers = 16
)

// bufferPool holds the buffers of long responses for the next ones, until the next garbage collection.
//
// A [sync.Pool] would hold them for two collections, and some for each processor. With it, or without any
// pool, the peak of the heap of a program that lists is nearly twice as high: see list100k-peak-heap-MB in
// tests/bench.
type bufferPool struct {
	mu   sync.Mutex
	free []weak.Pointer[bytes.Buffer]
}

var buffers bufferPool

// get returns an empty buffer for a body of that length, negative if it is not known.
func (p *bufferPool) get(length int64) *bytes.Buffer {
	if 0 <= length && length < minPooledBytes {
		return new(bytes.Buffer)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.free) > 0 {
		last := len(p.free) - 1
		buffer := p.free[last].Value()
		p.free = p.free[:last]
		if buffer != nil {
			return buffer
		}
	}
	return new(bytes.Buffer)
}

// put returns a buffer that is no longer in use to the pool.
func (p *bufferPool) put(b *bytes.Buffer) {
	if b.Cap() < minPooledBytes || b.Cap() > maxPooledBytes {
		return
	}
	b.Reset()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) < maxPooledBuffers {
		p.free = append(p.free, weak.Make(b))
	}
}
