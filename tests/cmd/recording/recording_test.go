package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/tests/internal/golist"
)

const root = "../../.."

// The recording in the repository shows what the quickstart prints today.
func TestRecordingIsUpToDate(t *testing.T) {
	golist.In(t, root, "-deps", "./"+quickstart) // touches all that the result depends on
	lines, err := record(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile(filepath.Join(root, output))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, draw(lines)) {
		t.Error(output + " is stale: run make recording")
	}
}

// Runs on different days, with different IDs, look the same.
func TestSteady(t *testing.T) {
	text := func(first, second, from, to string) string {
		return steadyDates(steadyIDs("issued " + first + " until " + from + ", " + second + ", " + first + ", updated until " + to))
	}
	got := text("4ca263b1-45c6-4264-95d9-6c4a23949c54", "942a4ba3-3728-41f8-92af-606cd7d47fff", "2026-12-31", "2027-01-01")
	again := text("19ff55f1-300f-4a57-a90c-79906f8f3e0d", "00000000-0000-4000-8000-000000000000", "2031-02-28", "2031-03-01")
	if got != again {
		t.Errorf("%q became %q", got, again)
	}
	ids := anID.FindAllString(got, -1)
	if len(ids) != 3 || ids[0] == ids[1] || ids[0] != ids[2] {
		t.Errorf("the IDs are %q", ids)
	}
	if !strings.Contains(got, "2027-03-01") || !strings.Contains(got, "2027-03-02") {
		t.Errorf("the dates are in %q", got)
	}
}

// All lines are in the drawing as text, in order, and appear one after the other.
func TestDraw(t *testing.T) {
	lines := []string{"Access system: <Grand> & Hotel", "", `card "Card"`, "  issued      today", "  warning     not encoded", "Done."}
	var text strings.Builder
	decoder := xml.NewDecoder(bytes.NewReader(draw(lines)))
	for in := ""; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local
			if in == "text" {
				text.WriteString("\n")
			}
		case xml.CharData:
			if in == "tspan" {
				text.Write(token)
			}
		case xml.EndElement:
			in = ""
		}
	}
	want := "\n$ make run\nAccess system: <Grand> & Hotel\ncard \"Card\"\nissued      today\nwarning     not encoded\nDone."
	if text.String() != want {
		t.Errorf("the text is %q, want %q", text.String(), want)
	}
	last := time.Duration(-1)
	for i := range 10 {
		if at := delay(i, 10); at <= last {
			t.Errorf("line %d appears at %v, the one before at %v", i, at, last)
		} else {
			last = at
		}
	}
	if last != length {
		t.Errorf("the last line appears at %v", last)
	}
}
