package generation

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/seam-go/seam/openapi/drift"
	driftreport "github.com/seam-go/seam/openapi/drift/report"
)

// Reports show names and reasons from the document in a pull request, a log and a terminal.
func TestHostileTextsStayTextInReports(t *testing.T) {
	t.Parallel()
	shown := ""
	for i := range hostile {
		from, to := reportDocuments(i)
		r, err := drift.Compare(encode(t, from), encode(t, to))
		if err != nil {
			t.Fatal(err)
		}
		var terminal, markdown, github bytes.Buffer
		for _, err := range []error{driftreport.Text(&terminal, r, false), driftreport.Markdown(&markdown, r), driftreport.GitHub(&github, r, "openapi.json", encode(t, from))} {
			if err != nil {
				t.Fatal(err)
			}
		}
		shown += markdown.String()
		checkLines(t, "text", terminal.String())
		checkLines(t, "Markdown", markdown.String())
		checkLines(t, "GitHub", github.String())
		checkMarkdown(t, markdown.String())
	}
	for _, tried := range []string{"@everyone", "<script>", "</details></summary>", "[x](javascript:y)", "::error::x"} {
		if !strings.Contains(shown, tried) {
			t.Errorf("no report shows %q", tried)
		}
	}
}

// reportDocuments returns two documents. The second has the text as a reason and in every place that
// accepts it.
func reportDocuments(text int) (from, to map[string]any) {
	from, to = emptyDocument(), emptyDocument()
	for i, doc := range []map[string]any{from, to} {
		field := map[string]any{"type": "string", "format": "plain"}
		operation := operationOf(doc, "/things/do")
		if i == 1 {
			field["x-deprecated"], operation["x-deprecated"] = hostile[text], hostile[text]
			field["pattern"] = hostile[text]
		}
		addThing(doc, "thing", object(map[string]any{"field": field}))
		if i == 1 && normalizeError(doc) != nil {
			delete(field, "pattern")
		}
	}
	for p, place := range hostilePlaces {
		if attempts()[p][text] == nil {
			place.put(to, 1000*p, hostile[text])
		}
	}
	return from, to
}

var annotation = regexp.MustCompile(`^::(error|warning|notice) file=openapi\.json,line=\d+,title=[^:]*::`)

// checkLines checks that a report has no control characters, and workflow commands only where they
// belong.
func checkLines(t *testing.T, report, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if strings.ContainsFunc(line, func(c rune) bool { return unicode.In(c, unicode.C, unicode.Zl, unicode.Zp) }) {
			t.Errorf("%s: control characters in %q", report, line)
		}
		command := strings.HasPrefix(strings.TrimSpace(line), "::")
		if command != (report == "GitHub") || command && !annotation.MatchString(line) {
			t.Errorf("%s: a command in %q", report, line)
		}
	}
}

var codeSpan = regexp.MustCompile("`[^`]*`")

// checkMarkdown checks that text of the document stays text or code.
func checkMarkdown(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		rest := codeSpan.ReplaceAllString(line, "")
		switch {
		case line == "</details>\n":
			continue
		case strings.HasPrefix(line, "<details><summary>"):
			rest = strings.TrimSuffix(strings.TrimPrefix(rest, "<details><summary>"), "</summary>\n")
		case strings.HasPrefix(line, "**"):
			rest = strings.Trim(rest, "*\n")
		}
		if strings.ContainsAny(rest, "<@`[]*") || strings.Contains(rest, "://") {
			t.Errorf("Markdown that is more than text: %q", line)
		}
	}
}
