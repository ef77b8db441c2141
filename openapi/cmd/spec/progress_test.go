package main

import (
	"bufio"
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/creack/pty"

	"github.com/seam-go/seam/openapi/normalize"
)

// On a terminal, stderr shows each step and nothing remains of it. The report on stdout has no trace
// of it.
func TestProgress(t *testing.T) {
	t.Setenv("CI", "")
	t.Setenv("TERM", "xterm")
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal on %s: %v", runtime.GOOS, err)
	}
	defer screen.Close()
	defer terminal.Close()
	const end = 0 // Some systems drop what is unread when a terminal is closed.
	shown := make(chan string)
	go func() {
		text, _ := bufio.NewReader(screen).ReadString(end)
		shown <- strings.TrimSuffix(text, string(rune(end)))
	}()
	dir, in := vendored(t), document(t, petStore("/a/list", "/c/get"))
	var stdout bytes.Buffer
	c := &command{stdout: &stdout, stderr: terminal, normalize: normalize.Normalize}
	status := c.run(t.Context(), []string{"drift", "-dir", dir, "-to", in})
	if _, err := terminal.Write([]byte{end}); err != nil {
		t.Fatal(err)
	}
	got := <-shown
	for _, want := range []string{"downloading " + in, "comparing the documents", "reading package seam"} {
		if !strings.Contains(got, want) {
			t.Errorf("the terminal lacks %q: %q", want, got)
		}
	}
	if status != 0 || !strings.HasSuffix(got, "\x1b[2K\r") {
		t.Errorf("status %d; the terminal has %q", status, got)
	}
	if strings.ContainsAny(stdout.String(), "\r\x1b") || !strings.Contains(stdout.String(), "/c/get") {
		t.Errorf("stdout has %q", stdout.String())
	}
	if piped := spec("drift", "-dir", dir, "-to", in); piped.stderr != "" || piped.stdout != stdout.String() {
		t.Errorf("with pipes: stderr %q, stdout %q", piped.stderr, piped.stdout)
	}
}
