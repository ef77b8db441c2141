package model

import (
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// breakable is a listener whose connections break after a random number of bytes, or at a random
// time, which may be one at which they are idle.
type breakable struct {
	net.Listener

	mu  sync.Mutex
	rng *rand.Rand
}

// Accept implements [net.Listener].
func (l *breakable) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c := &breaking{Conn: conn, way: breakWay(l.rng.IntN(int(ways)))}
	c.left.Store(1 << 40)
	switch l.rng.IntN(5) {
	case 0, 1: // The handshake of TLS takes between two and three thousand bytes.
		c.left.Store(l.rng.Int64N(12_000))
	case 2:
		time.AfterFunc(time.Duration(l.rng.IntN(100))*time.Millisecond, c.snap)
	}
	return c, nil
}

// breakWay is how a connection ends.
type breakWay int

const (
	withReset breakWay = iota
	withFIN
	withSilence // nothing more is delivered, in either direction
	ways
)

// breaking is the server's end of a connection that breaks.
type breaking struct {
	net.Conn
	way  breakWay
	left atomic.Int64 // bytes until it breaks
	once sync.Once
	mute atomic.Bool
}

// snap breaks the connection.
func (c *breaking) snap() {
	c.once.Do(func() {
		switch c.way {
		case withSilence:
			c.mute.Store(true)
		case withReset:
			if tcp, ok := c.Conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = c.Close()
		default:
			_ = c.Close()
		}
	})
}

// Read implements [net.Conn]. What arrives after silence has begun is dropped.
func (c *breaking) Read(p []byte) (int, error) {
	for {
		n, err := c.Conn.Read(p)
		if err != nil {
			return n, err
		}
		if c.mute.Load() {
			continue
		}
		if c.left.Add(int64(-n)) < 0 {
			c.snap()
			continue
		}
		return n, nil
	}
}

// Write implements [net.Conn]. Of the bytes that break the connection some are still sent.
func (c *breaking) Write(p []byte) (int, error) {
	if c.mute.Load() {
		return len(p), nil
	}
	left := c.left.Add(int64(-len(p)))
	if left >= 0 {
		return c.Conn.Write(p)
	}
	if sent := int64(len(p)) + left; sent > 0 {
		_, _ = c.Conn.Write(p[:sent])
	}
	c.snap()
	return len(p), nil
}
