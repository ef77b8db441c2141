package normalize

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// decode reads the JSON of a document.
func decode(data []byte) (map[string]any, error) {
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
	return root, nil
}

// tidyText makes the texts of a document harmless before anything else reads
// them, because they end up in Go code, in struct tags, on terminals and in pull
// requests. Prose is cleaned. A name or a value that cannot be written there as
// it is, is removed with a note: another spelling would be another name.
// Extensions that no pass reads are dropped, since oapi-codegen takes Go code
// from some of them.
func (r *reader) tidyText(root map[string]any) { r.tidyObject("#", root) }

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

// named are the keys whose objects have names of the document as keys, with the
// pattern of such a name.
var named = map[string]*regexp.Regexp{
	"content":    printable,
	"mapping":    propertyName,
	"paths":      regexp.MustCompile(`^/[A-Za-z0-9/_.~{}\[\]:-]+$`),
	"properties": propertyName,
	"responses":  printable,
	"schemas":    propertyName,
}

var (
	// propertyName matches the names that a struct tag of encoding/json can hold,
	// without the characters that have a meaning in a reference.
	propertyName = regexp.MustCompile(`^[\pL\pN!#$&()*+\-.:;<=>?@\[\]^_{|} ]+$`)
	// printable excludes characters that a terminal or a reader misreads, and the
	// backtick, which ends raw strings in Go and code in Markdown.
	printable = regexp.MustCompile(`^[^\pC\p{Zl}\p{Zp}\x{fffd}` + "`]*$")
)

// values are the keys whose strings have to match a pattern.
var values = map[string]*regexp.Regexp{
	"format":       regexp.MustCompile(`^[A-Za-z0-9 _.:/+-]*$`),
	"propertyName": propertyName,
}

// tidyObject goes through an object whose keys belong to OpenAPI.
func (r *reader) tidyObject(place string, object map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		inner := place + "/" + key
		members, isObject := object[key].(map[string]any)
		rule := named[key]
		switch {
		case strings.HasPrefix(key, "x-") && !slices.Contains(knownExtensions, key):
			delete(object, key)
		case key == "x-deprecated":
			object[key] = cleanedLine(object[key])
		case slices.Contains(prose, key):
			object[key] = cleaned(object[key])
		case isObject && rule != nil:
			r.tidyNames(inner, members, rule)
		case r.usable(place, key, printable):
			r.tidyMember(inner, object, key, cmp.Or(values[key], printable))
		default:
			delete(object, key)
		}
	}
}

// tidyNames goes through an object whose keys are names of the document.
func (r *reader) tidyNames(place string, members map[string]any, rule *regexp.Regexp) {
	for _, name := range slices.Sorted(maps.Keys(members)) {
		isExtension := rule == named["paths"] && strings.HasPrefix(name, "x-")
		if isExtension || !r.usable(place, name, rule) {
			delete(members, name)
			continue
		}
		r.tidyMember(place+"/"+name, members, name, printable)
	}
}

// tidyMember goes through one member of an object, and removes it if it cannot stay.
func (r *reader) tidyMember(place string, object map[string]any, key string, rule *regexp.Regexp) {
	value, ok := r.tidyValue(place, object[key], rule)
	if !ok {
		delete(object, key)
		return
	}
	object[key] = value
}

// tidyValue goes through a value and returns the part that can stay; ok is false if
// nothing can.
func (r *reader) tidyValue(place string, value any, rule *regexp.Regexp) (kept any, ok bool) {
	switch value := value.(type) {
	case map[string]any:
		r.tidyObject(place, value)
	case []any:
		list := value[:0]
		for _, item := range value {
			if item, ok := r.tidyValue(place, item, rule); ok {
				list = append(list, item)
			}
		}
		return list, true
	case string:
		return value, r.usable(place, value, rule)
	}
	return value, true
}

// usable reports whether a name or value can be written in Go code and on
// terminals, and notes one that cannot. In a log of GitHub, ##[ begins a command
// anywhere in a line.
func (r *reader) usable(place, name string, rule *regexp.Regexp) bool {
	named := rule != propertyName || strings.ContainsFunc(name, isASCIIAlphanumeric)
	if named && rule.MatchString(name) && printable.MatchString(name) && !strings.Contains(name, "##[") {
		return true
	}
	const enough = 80
	if runes := []rune(name); len(runes) > enough {
		name = string(runes[:enough]) + "…"
	}
	r.notes.add(LeftOut, place, fmt.Sprintf("%+q has characters that cannot be used there", name),
		"see whether Seam means it; openapi/normalize/text.go decides which characters are allowed")
	return false
}

func isASCIIAlphanumeric(c rune) bool {
	return c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// plusBuild is a build constraint in its old form. In whatever comment gofmt sees
// one, it writes the new form at the head of the file, which excludes the file.
var plusBuild = regexp.MustCompile(`(?m)^([\pZ\t/]*)\+build\b`)

// cleaned removes control characters from the prose in value, characters that hide or
// reorder their neighbours, and the plus of a build constraint. All line ends become
// the same.
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

// cleanedLine cleans a reason, which becomes one line of a comment.
func cleanedLine(value any) any {
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
