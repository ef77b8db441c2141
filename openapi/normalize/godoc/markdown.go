// Package godoc turns the descriptions of Seam's document, which are Markdown for
// readers of a web site, into Go documentation.
//
// [Field], [Type], [Enum], [Value] and [Method] give a description the form that
// follows a name in a doc comment. They choose by its first words; where no rule
// reads well, the sentence is in a reviewed list. [Render] then replaces the
// Markdown by the syntax of go/doc/comment.
package godoc

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Style is how a description is rendered.
type Style struct {
	// Name is the length of the name before the first line.
	Name int
	// Code returns the replacement of a code span: a link to a Go symbol, the name of a
	// field, or a value in quotes.
	Code func(span string) string
	// Plain reports whether a link is left out, because its page explains a word that
	// needs no explanation there. Nil leaves out none.
	Plain func(url string) bool
}

// Render returns the text of a doc comment for a description in Markdown.
func Render(markdown string, style Style) string {
	r := &renderer{Style: style, links: map[string]string{}}
	var out []string
	for _, b := range blocks(htmlTag.ReplaceAllString(markdown, "")) {
		lead := 0
		if len(out) == 0 {
			lead = style.Name + 1
		}
		out = append(out, r.block(b, lead))
	}
	return strings.Join(append(out, r.definitions()...), "\n\n")
}

var htmlTag = regexp.MustCompile(`</?(?:a|b|br|code|div|em|i|li|ol|p|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>`)

type renderer struct {
	Style
	links map[string]string // text -> URL
	order []string          // the texts, as they came
}

// definitions are the lines at the end of a comment that say where links lead.
func (r *renderer) definitions() []string {
	if len(r.order) == 0 {
		return nil
	}
	var lines []string
	for _, text := range r.order {
		lines = append(lines, "["+text+"]: "+r.links[text])
	}
	return []string{strings.Join(lines, "\n")}
}

func (r *renderer) block(b block, lead int) string {
	switch b.kind {
	case verbatim:
		return "\t" + strings.ReplaceAll(b.text, "\n", "\n\t")
	case heading:
		return "# " + r.inline(b.text)
	case list:
		return r.list(b.items)
	default:
		return wrap(closed(r.inline(b.text)), lead, "")
	}
}

func (r *renderer) list(items []item) string {
	var out []string
	for _, i := range items {
		text := wrap(r.inline(i.text), len("  - "), "    ")
		out = append(out, i.marker+text)
	}
	return strings.Join(out, "\n")
}

var (
	codeSpan = "`[^`]*`"
	link     = `\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)`
	strong   = `\*\*([^*\n]+)\*\*|\b__([^_\n]+)__\b`
	emphasis = `\*(\w[^*\n]*)\*`
	spans    = regexp.MustCompile(codeSpan + `|` + link + `|` + strong + `|` + emphasis)
)

// inline replaces the spans of a paragraph.
func (r *renderer) inline(text string) string {
	var out strings.Builder
	end := 0
	for _, at := range spans.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(plainText(text[end:at[0]]))
		out.WriteString(r.span(text, at))
		end = at[1]
	}
	out.WriteString(plainText(text[end:]))
	text = plurals.ReplaceAllString(out.String(), "$1 objects")
	return fieldPlurals.ReplaceAllString(text, "$1 values")
}

// span replaces the span at the given positions of [spans] and its groups.
func (r *renderer) span(text string, at []int) string {
	group := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return text[at[2*i]:at[2*i+1]]
	}
	switch text[at[0]] {
	case '`':
		return r.Code(strings.Trim(group(0), "` "))
	case '[':
		return r.link(group(1), group(2))
	default:
		return r.inline(group(3) + group(4) + group(5))
	}
}

// plainText returns text between spans without the halves of spans, and without
// brackets that only a link has in a doc comment.
func plainText(text string) string {
	text = strings.NewReplacer("`", "", "**", "").Replace(text)
	return brackets.ReplaceAllStringFunc(text, func(found string) string {
		if symbol.MatchString(found) {
			return found
		}
		return "(" + found[1:len(found)-1] + ")"
	})
}

var brackets = regexp.MustCompile(`\[[^\[\]]*\]`)

// plurals are links to types and fields that the document has made plurals of: with
// an s after the brackets they would be no links.
var (
	plurals      = regexp.MustCompile(`(\[[A-Z]\w*\])s\b`)
	fieldPlurals = regexp.MustCompile(`(\[[A-Z]\w*\.\w+\])s\b`)
)

// link returns the text of a link, in brackets if a definition says where it
// leads. A link to a page about something in Go leads to that instead.
func (r *renderer) link(text, url string) string {
	text = r.inline(text)
	if address, ok := strings.CutPrefix(url, "mailto:"); ok {
		return address
	}
	if symbol.MatchString(text) {
		return text
	}
	plain := strings.Join(strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(text)), " ")
	if r.Plain != nil && r.Plain(url) {
		return plain
	}
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return plain
	}
	switch known := r.links[plain]; known {
	case "":
		r.links[plain] = url
		r.order = append(r.order, plain)
	case url:
	default:
		return plain // One text cannot lead to two places.
	}
	return "[" + plain + "]"
}

// symbol is a link to something in Go, perhaps to several.
var symbol = regexp.MustCompile(`^\[[A-Z]\w*(?:\.[A-Z]\w*)?\](?: objects)?$`)

type blockKind int

const (
	paragraph blockKind = iota
	heading
	list
	verbatim
)

type block struct {
	kind  blockKind
	text  string
	items []item
}

// Links returns the addresses to which a description leads.
func Links(markdown string) []string {
	var out []string
	for _, m := range spans.FindAllStringSubmatch(markdown, -1) {
		if m[2] != "" {
			out = append(out, m[2])
		}
	}
	return out
}

// item is one of a list. Its marker has the indentation that gofmt gives it.
type item struct{ marker, text string }

var (
	bullet   = regexp.MustCompile(`^\s*[-*+•]\s+`)
	number   = regexp.MustCompile(`^\s*(\d+)[.)]\s+`)
	atx      = regexp.MustCompile(`^#{1,6}\s+`)
	fence    = "```"
	allSpace = regexp.MustCompile(`\s+`)
)

// blocks splits Markdown into paragraphs, lists, headings and code.
func blocks(markdown string) []block {
	var out []block
	fresh := true // a blank line came before
	lines := strings.Split(strings.TrimSpace(markdown), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.TrimSpace(line) == "":
			fresh = true
			continue
		case strings.HasPrefix(strings.TrimSpace(line), fence):
			end := fenceEnd(lines, i+1)
			out = append(out, block{kind: verbatim, text: strings.Join(lines[i+1:end], "\n")})
			i = end
			fresh = true
			continue
		case atx.MatchString(line):
			out = append(out, block{kind: heading, text: strings.TrimRight(atx.ReplaceAllString(line, ""), "# .")})
			fresh = true
			continue
		}
		if marker, text, ok := listItem(line); ok {
			if len(out) == 0 || out[len(out)-1].kind != list {
				out = append(out, block{kind: list})
			}
			last := &out[len(out)-1]
			last.items = append(last.items, item{marker, text})
		} else {
			out = appendText(out, line, fresh)
		}
		fresh = false
	}
	return out
}

func fenceEnd(lines []string, from int) int {
	end := slices.IndexFunc(lines[from:], func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), fence) })
	if end < 0 {
		return len(lines)
	}
	return from + end
}

func listItem(line string) (marker, text string, ok bool) {
	if m := number.FindStringSubmatch(line); m != nil {
		return " " + m[1] + ". ", line[len(m[0]):], true
	}
	if m := bullet.FindString(line); m != "" {
		return "  - ", line[len(m):], true
	}
	return "", "", false
}

// appendText adds a line of text to the paragraph or item that it continues.
func appendText(out []block, line string, fresh bool) []block {
	text := strings.TrimSpace(allSpace.ReplaceAllString(line, " "))
	if len(out) > 0 && !fresh {
		last := &out[len(out)-1]
		switch last.kind {
		case paragraph:
			last.text += " " + text
			return out
		case list:
			i := &last.items[len(last.items)-1]
			i.text = strings.TrimSpace(titled(i.text, text) + " " + text)
			return out
		}
	}
	return append(out, block{text: text})
}

// titled adds a colon to the first line of an item if the line is a title: it does not
// end with punctuation, and the next line begins with a capital letter.
func titled(line, next string) string {
	if line == "" || strings.ContainsRune(".:;,", rune(line[len(line)-1])) || !unicode.IsUpper(rune(next[0])) {
		return line
	}
	return line + ":"
}
