package seam

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Limits of package rest that tests use.
const (
	maxErrorBody        = 4 << 10
	maxValidationFields = 100
	maxValidationBytes  = 32 << 10
	maxRedirects        = 5
	firstBackoff        = 500 * time.Millisecond
	longestRetryAfter   = 365 * 24 * time.Hour
)

// network is an in-memory network. In a synctest bubble its time passes at once, and a connection
// or goroutine that remains fails the test.
type network struct {
	t        *testing.T
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
	wg       sync.WaitGroup

	conns    atomic.Int32
	requests atomic.Int32
	// refuse returns the error of the nth dial.
	refuse func(n int) error
}

func newNetwork(t *testing.T) *network {
	return &network{t: t, accepted: make(chan net.Conn), closed: make(chan struct{})}
}

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if n.refuse != nil {
		if err := n.refuse(int(n.conns.Add(1))); err != nil {
			return nil, err
		}
	} else {
		n.conns.Add(1)
	}
	client, server := net.Pipe()
	broken := new(atomic.Bool)
	select {
	case n.accepted <- &serverConn{Conn: server, broken: broken, network: n, reader: bufio.NewReader(server)}:
		return &clientConn{Conn: client, broken: broken}, nil
	case <-n.closed:
		return nil, errors.New("the network is down")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// clientConn reports a connection reset where a pipe reports its end.
type clientConn struct {
	net.Conn
	broken *atomic.Bool
}

func (c *clientConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	return n, c.reset(err)
}

func (c *clientConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	return n, c.reset(err)
}

func (c *clientConn) reset(err error) error {
	if err != nil && c.broken.Load() {
		return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return err
}

// serverConn is the server's end of a connection, for scripts that misbehave on purpose.
type serverConn struct {
	net.Conn
	broken  *atomic.Bool
	network *network
	reader  *bufio.Reader
	// served counts the requests that were read. If limit is not 0, no more than limit are read.
	served, limit int
}

func (c *serverConn) Read(b []byte) (int, error) { return c.reader.Read(b) }

func (c *serverConn) reset() {
	c.broken.Store(true)
	_ = c.Close()
}

// request reads one whole request. It returns false after the client has closed the connection.
func (c *serverConn) request() bool {
	if c.limit > 0 && c.served >= c.limit {
		return false
	}
	c.served++
	req, err := http.ReadRequest(c.reader)
	if err != nil {
		return false
	}
	if _, err := io.ReadAll(req.Body); err != nil {
		return false
	}
	c.network.requests.Add(1)
	return true
}

func (c *serverConn) write(text string) {
	_, _ = io.WriteString(c, strings.ReplaceAll(text, "\n", "\r\n"))
}

// json responds with a JSON body, as Seam does.
func (c *serverConn) json(status, body string) {
	head := "HTTP/1.1 " + status + "\nContent-Type: application/json\nSeam-Request-Id: req_1\n"
	c.write(head + "Transfer-Encoding: chunked\n\n" + chunk(body) + "0\n\n")
}

func chunk(body string) string {
	if body == "" {
		return ""
	}
	const hex = "0123456789abcdef"
	var size []byte
	for n := len(body); n > 0; n /= 16 {
		size = append([]byte{hex[n%16]}, size...)
	}
	return string(size) + "\n" + body + "\n"
}

// serve runs script on each connection. n is the number of the connection.
func (n *network) serve(script func(n int, c *serverConn)) {
	n.wg.Go(func() {
		for i := 1; ; i++ {
			select {
			case c := <-n.accepted:
				n.wg.Go(func() {
					defer func() { _ = c.Close() }()
					script(i, c.(*serverConn))
				})
			case <-n.closed:
				return
			}
		}
	})
}

// each responds to every request of every connection.
func (n *network) each(respond func(request int, c *serverConn)) {
	n.serve(func(_ int, c *serverConn) {
		for c.request() {
			respond(int(n.requests.Load()), c)
		}
	})
}

// Accept, Close and Addr implement net.Listener, for an http.Server.
func (n *network) Accept() (net.Conn, error) {
	select {
	case c := <-n.accepted:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}
func (n *network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}
func (n *network) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (n *network) transport() *http.Transport {
	return &http.Transport{DialContext: n.dial, MaxIdleConnsPerHost: 10}
}

// caller returns a caller over the network. The network is closed after the test, which fails if a
// goroutine remains.
func (n *network) caller(opts ...Option) *caller {
	n.t.Helper()
	return n.callerOver(n.transport(), opts...)
}

func (n *network) callerOver(transport *http.Transport, opts ...Option) *caller {
	n.t.Helper()
	opts = append([]Option{WithEndpoint("http://127.0.0.1"), WithTransport(transport)}, opts...)
	c, err := newCaller(APIKey(testKey), opts)
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = n.Close()
		n.wg.Wait()
	})
	return c
}
