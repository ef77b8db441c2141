package drift

import (
	"fmt"
	"io"
	"strings"
)

// levels are the kinds of annotations, by harm.
var levels = map[Threshold]string{OnWireFails: "error", OnSourceBreaks: "warning", OnAdditive: "notice"}

// WriteGitHub writes a workflow command for each line of the report that
// concerns a program. It points at the place in the vendored document, whose
// name in the repository is file; what is new there points at what it is part of.
func (r *Report) WriteGitHub(w io.Writer, file string, vendored []byte) error {
	places, err := newPlaces(vendored)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var out strings.Builder
	for _, l := range r.Lines() {
		level := levels[l.Changes[0].harm()]
		if level == "" {
			continue
		}
		text := strings.ReplaceAll(l.Text, "`", "")
		if len(l.Touches) > 0 {
			text += "\ntouches: " + strings.Join(l.Touches, ", ")
		}
		fmt.Fprintf(&out, "::%s file=%s,line=%d,title=%s::%s\n", level, property(file), places.line(l.Changes[0]),
			property(fmt.Sprintf("%s: %s / %s", l.Resource, l.Wire, l.Source)), message(text))
	}
	_, err = io.WriteString(w, out.String()+r.Compiled.github())
	return err
}

// message escapes the text of a workflow command.
func message(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// property escapes a value among the properties of a workflow command.
func property(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
