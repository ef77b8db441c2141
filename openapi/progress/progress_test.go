package progress

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"
)

// onTerminal returns what f writes to a terminal.
func onTerminal(t *testing.T, f func(terminal *os.File)) string {
	t.Helper()
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal on %s: %v", runtime.GOOS, err)
	}
	defer screen.Close()
	defer terminal.Close()
	shown := make(chan string)
	go func() {
		text, _ := bufio.NewReader(screen).ReadString(end)
		shown <- strings.TrimSuffix(text, string(rune(end)))
	}()
	f(terminal)
	if _, err := terminal.Write([]byte{end}); err != nil {
		t.Fatal(err)
	}
	return <-shown
}

// end marks the end of the output: some systems drop what is unread when a terminal is closed.
const end = 0

func work(out *os.File, steps int) {
	bar := New(out, steps)
	bar.Step("downloading")
	bar.Step("comparing")
	bar.Hide()
}

func TestTerminal(t *testing.T) {
	t.Setenv("CI", "")
	t.Setenv("TERM", "xterm")
	for steps, wants := range map[int][]string{
		0: {"downloading", "comparing", "[0s]"},
		2: {"downloading", "0/2", "comparing", "1/2", "50%", "[0s]"},
	} {
		got := onTerminal(t, func(terminal *os.File) { work(terminal, steps) })
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%d steps: %q lacks %q", steps, got, want)
			}
		}
		if !strings.HasSuffix(got, "\x1b[2K\r") {
			t.Errorf("%d steps: the bar is left behind: %q", steps, got)
		}
	}
}

func TestQuiet(t *testing.T) {
	for name, env := range map[string][2]string{"CI": {"CI", "true"}, "a dumb terminal": {"TERM", "dumb"}} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CI", "")
			t.Setenv(env[0], env[1])
			if got := onTerminal(t, func(terminal *os.File) { work(terminal, 2) }); got != "" {
				t.Errorf("printed %q", got)
			}
		})
	}
	t.Run("a file", func(t *testing.T) {
		t.Setenv("CI", "")
		t.Setenv("TERM", "xterm")
		file, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		work(file, 2)
		if text, err := os.ReadFile(file.Name()); err != nil || len(text) > 0 {
			t.Errorf("printed %q, %v", text, err)
		}
	})
}

// The spinner turns and the time counts while a step takes long, and nothing is drawn after Hide.
func TestDrawsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		bar := newBar(&out, 0, true)
		bar.Step("compiling")
		time.Sleep(2*time.Second + interval/2)
		bar.Hide()
		if got := out.String(); strings.Count(got, "compiling") != 21 || !strings.Contains(got, "[2s]") {
			t.Errorf("drew %q", got)
		}
		out.Reset()
		time.Sleep(time.Minute)
		if out.Len() > 0 {
			t.Errorf("drew %q after Hide", out.String())
		}
		bar.Step("linking")
		bar.Hide()
		if !strings.Contains(out.String(), "linking") {
			t.Errorf("drew %q after another step", out.String())
		}
	})
}
