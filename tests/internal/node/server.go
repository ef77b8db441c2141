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

// Server is a program that serves until it is stopped. It ends with the test too, however that
// ends: then its standard input does, and it must exit.
type Server struct {
	// URL is the first line that the program printed.
	URL string

	cmd    *exec.Cmd
	input  io.Closer
	stderr bytes.Buffer
}

// Serve starts a script and waits until it says where it serves.
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
	// What it says later is for nobody, but must not block it.
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	s.URL = strings.TrimSpace(line)
	return s, nil
}

// Stop ends the program and waits until it is gone.
func (s *Server) Stop() error {
	_ = s.input.Close() // it may have ended already
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("node: %w\n%s", err, s.stderr.Bytes())
	}
	return nil
}
