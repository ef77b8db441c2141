package normalize

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidyText makes the texts of a document harmless before anything else reads
// them, because they end up in Go code, in struct tags, on terminals and in pull
// requests. Prose is cleaned. A name or a value that cannot be written there as
// it is, is refused with its place: another spelling would be another name.
// Extensions that no pass reads are dropped, since oapi-codegen takes Go code
// from some of them.
func tidyText(data []byte) ([]byte, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("the text is not valid UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var root map[string]any
	if err := decoder.Decode(&root); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON object")
	}
	if err := tidyObject("#", root); err != nil {
		return nil, err
	}
	return json.Marshal(root)
}

// knownExtensions are the extensions of Seam's document that the passes read.
var knownExtensions = []string{
	"x-action-attempt-type", "x-deprecated", "x-fern-sdk-group-name", "x-fern-sdk-method-name", "x-response-key",
	"x-undocumented",
}

// prose are the keys whose strings people read and programs do not, among them
// the data that an example or a default consists of.
var prose = []string{
	"default", "description", "example", "summary", "title", "value", "x-undocumented",
}

// named are the keys whose objects hold names of the document as keys, and what
// such a name has to look like.
var named = map[string]*regexp.Regexp{
	"content":    printable,
	"mapping":    propertyName,
	"paths":      regexp.MustCompile(`^/[A-Za-z0-9/_.~{}\[\]:-]+$`),
	"properties": propertyName,
	"responses":  printable,
	"schemas":    regexp.MustCompile(`^[A-Za-z0-9_.-]+$`),
}

var (
	// propertyName is what a struct tag of encoding/json can name, without what
	// means something in a reference, and with something to call a Go field after.
	propertyName = regexp.MustCompile(`^[\pL\pN!#$&()*+\-.:;<=>?@\[\]^_{|} ]+$`)
	// printable is without what a terminal or a reader takes for something else,
	// and without the backtick, which ends raw strings and code in Markdown.
	printable = regexp.MustCompile(`^[^\pC\p{Zl}\p{Zp}\x{fffd}` + "`]*$")
)

// values are the keys whose strings have to look like something.
var values = map[string]*regexp.Regexp{
	"format":       regexp.MustCompile(`^[A-Za-z0-9 _.:/+-]*$`),
	"propertyName": propertyName,
}

// tidyObject goes through an object whose keys belong to OpenAPI.
func tidyObject(place string, object map[string]any) error {
	for _, key := range sortedKeys(object) {
		inner := place + "/" + key
		members, isObject := object[key].(map[string]any)
		rule := named[key]
		switch {
		case strings.HasPrefix(key, "x-") && !slices.Contains(knownExtensions, key):
			delete(object, key)
		case key == "x-deprecated":
			object[key] = oneLine(object[key])
		case slices.Contains(prose, key):
			object[key] = cleaned(object[key])
		case isObject && rule != nil:
			if err := tidyNames(inner, members, rule); err != nil {
				return err
			}
		default:
			if err := checkName(place, key, printable); err != nil {
				return err
			}
			if text, ok := object[key].(string); ok && values[key] != nil {
				if err := checkName(inner, text, values[key]); err != nil {
					return err
				}
			}
			if err := tidyValue(inner, object[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tidyNames goes through an object whose keys are names of the document.
func tidyNames(place string, members map[string]any, rule *regexp.Regexp) error {
	for _, name := range sortedKeys(members) {
		if rule == named["paths"] && strings.HasPrefix(name, "x-") {
			delete(members, name)
			continue
		}
		if err := checkName(place, name, rule); err != nil {
			return err
		}
		if err := tidyValue(place+"/"+name, members[name]); err != nil {
			return err
		}
	}
	return nil
}

// tidyValue goes through a value, whatever it is.
func tidyValue(place string, value any) error {
	switch value := value.(type) {
	case map[string]any:
		return tidyObject(place, value)
	case []any:
		for _, item := range value {
			if err := tidyValue(place, item); err != nil {
				return err
			}
		}
	case string:
		return checkName(place, value, printable)
	}
	return nil
}

// checkName refuses a name or value. In a log of GitHub, ##[ begins a command
// wherever it stands in a line.
func checkName(place, name string, rule *regexp.Regexp) error {
	named := rule != propertyName || strings.ContainsFunc(name, isASCIIAlphanumeric)
	if named && rule.MatchString(name) && printable.MatchString(name) && !strings.Contains(name, "##[") {
		return nil
	}
	const enough = 80
	if runes := []rune(name); len(runes) > enough {
		name = string(runes[:enough]) + "…"
	}
	return fmt.Errorf("%s: %+q has characters that cannot be used there", place, name)
}

func isASCIIAlphanumeric(c rune) bool {
	return c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// plusBuild is a build constraint in its old form. In whatever comment gofmt sees
// one, it writes the new form at the head of the file, which excludes the file.
var plusBuild = regexp.MustCompile(`(?m)^([\pZ\t/]*)\+build\b`)

// cleaned removes from prose, wherever it is in value, what is not text:
// control characters, those that hide or reorder what stands around them, and
// the plus of a build constraint. Each kind of line end becomes the same.
func cleaned(value any) any {
	switch value := value.(type) {
	case string:
		text := strings.Map(cleanRune, strings.ReplaceAll(value, "\r\n", "\n"))
		return plusBuild.ReplaceAllString(text, "${1}build")
	case []any:
		for i := range value {
			value[i] = cleaned(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = cleaned(value[key])
		}
	}
	return value
}

// oneLine cleans a reason, which stands in one line of a comment.
func oneLine(value any) any {
	if text, ok := cleaned(value).(string); ok {
		return strings.Join(strings.Fields(text), " ")
	}
	return value
}

func cleanRune(c rune) rune {
	const joiner, nonJoiner = '\u200d', '\u200c' // scripts and emoji need them
	switch {
	case c == '\t' || c == joiner || c == nonJoiner:
		return c
	case c == '\r' || c == '\v' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029':
		return '\n'
	case c != '\n' && unicode.In(c, unicode.Cc, unicode.Cf):
		return -1
	}
	return c
}
