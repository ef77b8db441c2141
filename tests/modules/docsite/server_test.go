package docsite

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// server is a running pkgsite.
type server struct{ url string }

// startServer serves the pages of the module in dir until the test ends.
func startServer(t *testing.T, dir string) server {
	t.Helper()
	path, err := exec.CommandContext(t.Context(), "go", "tool", "-n", "pkgsite").Output()
	if err != nil {
		t.Fatal("building pkgsite: ", err)
	}
	addr := freeAddress(t)
	cmd := exec.CommandContext(t.Context(), strings.TrimSpace(string(path)), "-http", addr, dir)
	// For a public module, pkgsite asks other sites for links to it.
	cmd.Env = append(cmd.Environ(), "GOPRIVATE="+module+",std")
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // It may have ended already.
		_ = cmd.Wait()
	})
	waitForLine(t, log, "Listening on addr")
	return server{url: "http://" + addr}
}

// waitForLine reads a log up to a line that contains text, and discards the lines after it.
func waitForLine(t *testing.T, log io.Reader, text string) {
	t.Helper()
	var before strings.Builder
	for lines := bufio.NewScanner(log); lines.Scan(); {
		if strings.Contains(lines.Text(), text) {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return
		}
		before.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("pkgsite does not say %q:\n%s", text, before.String())
}

// freeAddress returns an address at which nobody listens: pkgsite does not say which port it chose.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// get returns the body of the page at path, which begins with a slash.
func (s server) get(path string) (string, error) {
	resp, err := http.Get(s.url + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %d", resp.StatusCode)
	}
	return string(body), nil
}
