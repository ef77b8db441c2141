package model

import (
	"io"
	"sync"
	"time"
)

// body is the body of a response. It may fail, hang or be slow while it is read.
type body struct {
	x       *exchange
	content io.Reader
	// end is the error after the content; nil for a body that then hangs.
	end error
	// pause is the duration of each read. Reads with a pause return at most 16 bytes.
	pause time.Duration
	// deaf is true for a body that the end of the request's context does not end, as after status 101.
	deaf bool

	once   sync.Once
	mu     sync.Mutex
	closed chan struct{}
}

// open counts the body among the active things of the network until it is closed.
func (b *body) open() {
	b.x.n.mu.Lock()
	defer b.x.n.mu.Unlock()
	b.x.n.active++
}

// closing returns a channel that Close closes.
func (b *body) closing() chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed == nil {
		b.closed = make(chan struct{})
	}
	return b.closed
}

// Read implements [io.Reader].
func (b *body) Read(p []byte) (int, error) {
	b.x.n.reach(b.x.number, whileReading)
	if b.pause > 0 {
		p = p[:min(len(p), 16)]
	}
	if err := b.ended(b.pause); err != nil {
		return 0, err
	}
	n, err := b.content.Read(p)
	switch {
	case err != io.EOF:
		return n, err
	case b.end != nil:
		return n, b.end
	}
	return n, b.ended(time.Duration(1<<62 - 1))
}

// ended waits for d. It returns an error if the body ends before, and nil otherwise.
func (b *body) ended(d time.Duration) error {
	done := b.x.req.Context().Done()
	if b.deaf {
		done = nil
	} else if b.x.req.Context().Err() != nil {
		return b.cut()
	}
	if d == 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-done:
		return b.cut()
	case <-b.closing():
		return io.ErrClosedPipe
	case <-b.x.n.released:
		return errReleased
	}
}

// cut returns the error of the request's context. It records a success that was cut off because the caller's
// context ended.
func (b *body) cut() error {
	n := b.x.n
	n.mu.Lock()
	defer n.mu.Unlock()
	b.x.event.cut = n.ctx.Err() != nil && b.x.event.status/100 == 2
	return b.x.contextError()
}

// Close implements [io.Closer].
func (b *body) Close() error {
	b.once.Do(func() {
		close(b.closing())
		b.x.n.mu.Lock()
		defer b.x.n.mu.Unlock()
		b.x.n.active--
	})
	return nil
}

// endless repeats one byte.
type endless byte

// Read implements [io.Reader].
func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}
