package node

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Server is a JavaScript program that serves HTTP until it is stopped. It must exit when its
// standard input ends, so that it never outlives the test.
type Server struct {
	// URL is the first line that the program prints.
	URL string

	cmd    *exec.Cmd
	input  io.Closer
	stderr bytes.Buffer
}

// Serve starts a script and waits until it prints its URL.
func Serve(ctx context.Context, script string) (*Server, error) {
	if err := lookAt(script); err != nil {
		return nil, err
	}
	s := &Server{cmd: exec.CommandContext(ctx, "node", script)}
	s.cmd.Stderr = &s.stderr
	input, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	s.input = input
	output, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewReader(output)
	line, err := lines.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("node %s said no address: %w", script, errors.Join(err, s.Stop()))
	}
	// Later output is discarded, because a full pipe would block the program.
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	s.URL = strings.TrimSpace(line)
	return s, nil
}

// Stop ends the program and waits for its exit.
func (s *Server) Stop() error {
	_ = s.input.Close() // the program may have exited already
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("node: %w\n%s", err, s.stderr.Bytes())
	}
	return nil
}
