package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// serveCommand runs this program as the server.
const serveCommand = "serve"

// server is the server process, as the clients see it.
type server struct {
	address string
	stdin   io.Writer
	stdout  *bufio.Reader
}

// withServer runs this program as the server in another process until f returns.
func withServer(ctx context.Context, f func(*server) error) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, serveCommand)
	cmd.Stderr = os.Stderr
	stdin, stdout, err := startPiped(cmd)
	if err != nil {
		return err
	}
	srv := newServer(stdin, stdout)
	srv.address, err = srv.line()
	if err == nil {
		err = f(srv)
	}
	return errors.Join(err, stdin.Close(), cmd.Wait())
}

// startPiped starts a command and returns its standard input and output.
func startPiped(cmd *exec.Cmd) (stdin io.WriteCloser, stdout io.Reader, err error) {
	if stdin, err = cmd.StdinPipe(); err != nil {
		return nil, nil, err
	}
	if stdout, err = cmd.StdoutPipe(); err != nil {
		return nil, nil, err
	}
	return stdin, stdout, cmd.Start()
}

func newServer(stdin io.Writer, stdout io.Reader) *server {
	return &server{stdin: stdin, stdout: bufio.NewReader(stdout)}
}

// endpoint returns the URL of a list with this many items and this delay for each response.
func (s *server) endpoint(items int, delay time.Duration) string {
	return fmt.Sprintf("http://%s/%d/%s", s.address, items, delay)
}

// connections returns how many connections the server has accepted.
func (s *server) connections() (int, error) {
	if _, err := fmt.Fprintln(s.stdin); err != nil {
		return 0, err
	}
	line, err := s.line()
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(line)
}

func (s *server) line() (string, error) {
	line, err := s.stdout.ReadString('\n')
	return strings.TrimSpace(line), err
}

// serve runs the server. It prints its address, and then the number of connections for each line of
// its input. It ends when its input ends, and so with the process that started it.
func serve(in io.Reader, out io.Writer) error {
	canned, err := newCannedServer()
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: canned, ConnState: canned.connState, ReadHeaderTimeout: time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(listener) }()
	fmt.Fprintln(out, listener.Addr())
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fmt.Fprintln(out, canned.connections.Load())
	}
	err = srv.Close()
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
