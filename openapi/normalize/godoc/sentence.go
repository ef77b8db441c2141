package godoc

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lead returns the first sentence of a description.
func Lead(text string) string {
	first, _ := cutSentence(text)
	return first
}

// Common returns the sentences with which both of two descriptions begin.
func Common(a, b string) string {
	var common strings.Builder
	for a != "" && b != "" {
		first, restA := cutSentence(a)
		other, restB := cutSentence(b)
		if first != other {
			break
		}
		common.WriteString(a[:len(a)-len(restA)])
		a, b = restA, restB
	}
	return strings.TrimSpace(common.String())
}

// cutSentence returns the first sentence of a description in Markdown, and the
// rest with the white space before it.
func cutSentence(text string) (first, rest string) {
	text = strings.TrimSpace(text)
	depth, inCode := 0, false
	for i, c := range text {
		switch {
		case c == '`':
			inCode = !inCode
		case inCode:
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth = max(0, depth-1)
		case strings.HasPrefix(text[i:], "\n\n"):
			return text[:i], text[i:]
		case depth == 0 && endsSentence(text, i):
			return text[:i+1], text[i+1:]
		}
	}
	return text, ""
}

// endsSentence reports whether a sentence ends with the character at i.
func endsSentence(text string, i int) bool {
	if !strings.ContainsRune(".!?", rune(text[i])) || !isSpaceAt(text, i+1) {
		return false
	}
	for _, abbreviation := range []string{"e.g", "i.e", "etc", "vs"} {
		if strings.HasSuffix(text[:i], abbreviation) {
			next, _ := utf8.DecodeRuneInString(strings.TrimSpace(text[i+1:]))
			return abbreviation == "etc" && !unicode.IsLower(next)
		}
	}
	return true
}

func isSpaceAt(text string, i int) bool {
	return i >= len(text) || text[i] == ' ' || text[i] == '\n'
}

// properNouns begin with a capital everywhere. A word whose second letter
// or whose next word begins with one needs no entry.
var properNouns = map[string]bool{
	"ASSA": true, "Akiles": true, "August": true, "Avigilon": true, "Bluetooth": true, "Brivo": true,
	"Dormakaba": true, "Ecobee": true, "Google": true, "Hotek": true, "Kisi": true, "Latch": true,
	"Minut": true, "Noiseaware": true, "Nuki": true, "Omnitec": true, "Salto": true, "Schlage": true,
	"Seam": true, "Ultraloq": true, "Visionline": true, "Vostio": true, "Yale": true,
}

// lowerFirst returns text as it continues a sentence: without the capital of its
// first word, unless the word keeps it everywhere.
func lowerFirst(text string) string {
	start := len(text) - len(strings.TrimLeft(text, "[\"'"))
	first, size := utf8.DecodeRuneInString(text[start:])
	if !unicode.IsUpper(first) || keepsCapital(text[start:]) {
		return text
	}
	return text[:start] + string(unicode.ToLower(first)) + text[start+size:]
}

func keepsCapital(text string) bool {
	words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \n-/()[],.:;'’", c) })
	if len(words) == 0 || properNouns[words[0]] {
		return true
	}
	if strings.ContainsFunc(words[0][1:], unicode.IsUpper) || isGiven(words[0]) {
		return true
	}
	sentence := strings.Fields(text)
	return len(words) > 1 && len(sentence) > 1 && strings.HasPrefix(strings.TrimLeft(sentence[1], "["), words[1]) &&
		isCapitalised(words[1]) && !determiners[strings.ToLower(words[0])]
}

// isGiven reports whether a word is a letter or has a digit: a name of a standard
// or a unit.
func isGiven(word string) bool {
	return strings.ContainsFunc(word, unicode.IsDigit) || len(word) == 1 && word != "A"
}

// isCapitalised reports whether a word begins with a capital and goes on without
// one, as a name does and an acronym does not.
func isCapitalised(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) > size && !strings.ContainsFunc(word[size:], unicode.IsUpper)
}

// firstWord returns the first word of text, without the marks around it.
func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimLeft(text, "[\"'(`"), " ")
	return strings.TrimRight(word, "]\"'),.:;`")
}

// corrections mend slips of the document, so that no rule has to know them.
var corrections = []struct {
	wrong *regexp.Regexp
	right string
}{
	{regexp.MustCompile(`\bMetada\b`), "Metadata"},
	{regexp.MustCompile(`\bIndicated whether\b`), "Indicates whether"},
	{regexp.MustCompile(`\bsystem\.actions against a device\b`), "system"},
	{regexp.MustCompile(`\bends at date and time\b`), "end time"},
	{regexp.MustCompile(`\ba starts at time\b`), "a start time"},
	{regexp.MustCompile(`\bwant simulate\b`), "want to simulate"},
	{regexp.MustCompile(`\bCurrently, supports\b`), "Currently, it supports"},
	{regexp.MustCompile(`\bOnly applicable for\b`), "It applies only to"},
	{regexp.MustCompile(`\bconnect_webview_customization\.webview_`), "connect_webview_customization."},
	{regexp.MustCompile(`\b(in|of|the|to|a|an|is) (in|of|the|to|a|an|is)\b`), ""}, // doubled words: see correct
	{regexp.MustCompile(`(^|[^.])\.\.(\s|$)`), "$1.$2"},
}

// correct mends the slips of a text.
func correct(text string) string {
	for _, c := range corrections {
		if c.right != "" {
			text = c.wrong.ReplaceAllString(text, c.right)
			continue
		}
		text = c.wrong.ReplaceAllStringFunc(text, func(pair string) string {
			if a, b, _ := strings.Cut(pair, " "); a == b {
				return a
			}
			return pair
		})
	}
	return fixArticles(text)
}

// closed returns text with a full stop if its last sentence has no end.
func closed(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsRune(".!?:", rune(text[len(text)-1])) {
		return text
	}
	for _, quote := range []string{".\"", ".)", "!\"", ":\""} {
		if strings.HasSuffix(text, quote) {
			return text
		}
	}
	return text + "."
}
