package rest

import (
	"bytes"
	"runtime"
	"testing"
)

// A page that follows another has its buffer, however often the goroutine has moved meanwhile.
func TestLargeBufferIsUsedAgain(t *testing.T) {
	var pool bufferPool
	for _, length := range []int64{800_000, -1} {
		page := grown(pool.take(length), 800_000)
		pool.give(page)
		for range 100 {
			runtime.Gosched()
			again := pool.take(length)
			if again != page || again.Len() != 0 {
				t.Fatalf("length %d: got another buffer, or one with %d bytes in it", length, again.Len())
			}
			pool.give(grown(again, 1))
		}
	}
}

func TestBufferHasOneUser(t *testing.T) {
	var pool bufferPool
	pages := []*bytes.Buffer{grown(new(bytes.Buffer), 800_000), grown(new(bytes.Buffer), 800_000)}
	for _, page := range pages {
		pool.give(page)
	}
	a, b, c := pool.take(800_000), pool.take(800_000), pool.take(800_000)
	if a == b || b == c || a == c {
		t.Error("two have the same buffer")
	}
	runtime.KeepAlive(pages)
}

// A short answer would keep a large buffer from a page; one that is too large is not kept.
func TestBuffersOfOtherSizes(t *testing.T) {
	var pool bufferPool
	page, huge := grown(new(bytes.Buffer), 800_000), grown(new(bytes.Buffer), maxPooledBytes+1)
	pool.give(page)
	pool.give(huge)
	if pool.take(100) == page {
		t.Error("a short answer has the buffer of a page")
	}
	if got := pool.take(800_000); got != page {
		t.Errorf("got a buffer with %d bytes of room, want that of the page", got.Cap())
	}
	runtime.KeepAlive(huge)
}

// Nobody has to ask for memory back that is not in use.
func TestBuffersAreGarbageBetweenAnswers(t *testing.T) {
	var pool bufferPool
	for range 2 * maxLargeBuffers {
		pool.give(grown(new(bytes.Buffer), 800_000))
	}
	if len(pool.large) > maxLargeBuffers {
		t.Errorf("%d large buffers are kept", len(pool.large))
	}
	runtime.GC()
	if got := pool.take(800_000); got.Cap() > 0 {
		t.Error("a buffer outlived a collection of garbage")
	}
}

func grown(b *bytes.Buffer, n int) *bytes.Buffer {
	b.Write(make([]byte, n))
	return b
}
