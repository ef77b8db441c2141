package rest

import (
	"bytes"
	"slices"
	"sync"
	"weak"
)

const (
	// smallBody is what the responses of most operations are shorter than, if they are no lists.
	smallBody = 16 << 10
	// maxPooledBytes is the size of a buffer above which it is not kept: a page has less.
	maxPooledBytes = 4 << 20
	// maxLargeBuffers is how many lists find a buffer that is large already.
	maxLargeBuffers = 16
)

// bufferPool keeps buffers for the bodies of responses until the garbage collector wants them.
//
// Large ones stand apart. A [sync.Pool] keeps one aside for each processor, so every third page of
// a list, whose goroutine moves between processors, would allocate another.
type bufferPool struct {
	small sync.Pool
	mu    sync.Mutex
	large []weak.Pointer[bytes.Buffer]
}

var buffers bufferPool

// take returns an empty buffer for a body of this length; that of a compressed one is not known,
// and negative.
func (p *bufferPool) take(length int64) *bytes.Buffer {
	if length < 0 || length > smallBody {
		if b := p.takeLarge(); b != nil {
			return b
		}
	}
	if b, ok := p.small.Get().(*bytes.Buffer); ok {
		return b
	}
	return new(bytes.Buffer)
}

func (p *bufferPool) takeLarge() *bytes.Buffer {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, kept := range slices.Backward(p.large) {
		p.large = p.large[:i]
		if b := kept.Value(); b != nil {
			return b
		}
	}
	return nil
}

// give takes a buffer back that nobody uses any more.
func (p *bufferPool) give(b *bytes.Buffer) {
	b.Reset()
	switch {
	case b.Cap() <= smallBody:
		p.small.Put(b)
	case b.Cap() <= maxPooledBytes:
		p.giveLarge(b)
	}
}

func (p *bufferPool) giveLarge(b *bytes.Buffer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.large) < maxLargeBuffers {
		p.large = append(p.large, weak.Make(b))
	}
}
