package rest

import (
	"bytes"
	"runtime"
	"testing"
)

// A page that follows another uses its buffer, even if the goroutine moved to another processor.
func TestLargeBufferIsReused(t *testing.T) {
	var pool bufferPool
	for _, length := range []int64{800_000, -1} {
		page := grown(pool.get(length), 800_000)
		pool.put(page)
		for range 100 {
			runtime.Gosched()
			again := pool.get(length)
			if again != page || again.Len() != 0 {
				t.Fatalf("length %d: got another buffer, or one with %d bytes in it", length, again.Len())
			}
			pool.put(grown(again, 1))
		}
	}
}

func TestBufferHasOneUser(t *testing.T) {
	var pool bufferPool
	pages := []*bytes.Buffer{grown(new(bytes.Buffer), 800_000), grown(new(bytes.Buffer), 800_000)}
	for _, page := range pages {
		pool.put(page)
	}
	a, b, c := pool.get(800_000), pool.get(800_000), pool.get(800_000)
	if a == b || b == c || a == c {
		t.Error("two callers have the same buffer")
	}
	runtime.KeepAlive(pages)
}

// A short response gets no large buffer, and a buffer that is too large is not used again.
func TestBuffersOfOtherSizes(t *testing.T) {
	var pool bufferPool
	page, huge, small := grown(new(bytes.Buffer), 800_000), grown(new(bytes.Buffer), maxLargeBytes+1), grown(new(bytes.Buffer), 1)
	for _, b := range []*bytes.Buffer{page, huge, small} {
		pool.put(b)
	}
	if pool.get(100) == page {
		t.Error("a short response has the buffer of a page")
	}
	if got := pool.get(800_000); got != page {
		t.Errorf("got a buffer with a capacity of %d bytes, want that of the page", got.Cap())
	}
	runtime.KeepAlive([]*bytes.Buffer{huge, small})
}

// The pool frees memory that is not in use without being asked.
func TestBuffersAreGarbageBetweenResponses(t *testing.T) {
	var pool bufferPool
	for range 2 * maxLargeBuffers {
		pool.put(grown(new(bytes.Buffer), 800_000))
	}
	if len(pool.large) > maxLargeBuffers {
		t.Errorf("%d buffers are in the pool", len(pool.large))
	}
	runtime.GC()
	if got := pool.get(800_000); got.Cap() > 0 {
		t.Error("a buffer survived a garbage collection")
	}
}

func grown(b *bytes.Buffer, n int) *bytes.Buffer {
	b.Write(make([]byte, n))
	return b
}
