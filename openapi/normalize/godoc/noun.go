package godoc

import (
	"regexp"
	"strings"
)

// determiners begin a noun phrase that needs no article.
var determiners = map[string]bool{
	"a": true, "all": true, "an": true, "any": true, "each": true, "every": true, "its": true, "no": true,
	"one": true, "some": true, "that": true, "the": true, "their": true, "these": true, "this": true,
	"those": true, "two": true, "your": true,
}

// indefinites begin a noun phrase that is one of many.
var indefinites = map[string]bool{"batch": true, "group": true, "human-readable": true, "optional": true, "record": true}

// noun returns a noun phrase as the complement of a verb: "is the ID of …",
// "are the errors …".
func noun(phrase string) string {
	verb := "is "
	if isPlural(phrase) {
		verb = "are "
	}
	return verb + withArticle(phrase, false)
}

// withArticle returns a noun phrase with an article, the definite one unless the
// phrase is one of many, and as it continues a sentence.
func withArticle(phrase string, oneOfMany bool) string {
	word := strings.ToLower(firstWord(phrase))
	phrase = lowerFirst(phrase)
	switch {
	case determiners[word]:
		return phrase
	case !isPlural(phrase) && (oneOfMany || indefinites[word]) && !isUncountable(phrase):
		return indefinite(phrase) + " " + phrase
	default:
		return "the " + phrase
	}
}

// afterHead are the words that follow the head of a noun phrase.
var afterHead = regexp.MustCompile(`[,:;(]| (?:about|applied|as|associated|at|available|before|between|by|consisting|created|describing|for|from|identifying|if|in|into|on|of|per|related|relative|reported|required|set|specific|that|to|used|what|when|where|which|who|whose|why|with|within|you)\b`)

var parentheses = regexp.MustCompile(`\([^)]*\)`)

// head returns the last word of a noun phrase before its qualifiers.
func head(phrase string) string {
	first, _ := cutSentence(phrase)
	first = parentheses.ReplaceAllString(first, "")
	if at := afterHead.FindStringIndex(first); at != nil {
		first = first[:at[0]]
	}
	words := strings.Fields(first)
	if len(words) == 0 {
		return ""
	}
	return strings.Trim(words[len(words)-1], "[]\"'`.")
}

// isPlural reports whether the head of a noun phrase is a plural.
func isPlural(phrase string) bool {
	if determiners[strings.ToLower(firstWord(phrase))] && strings.ToLower(firstWord(phrase)) != "the" {
		word := strings.ToLower(firstWord(phrase))
		return word == "all" || word == "these" || word == "those" || word == "two"
	}
	word := head(phrase)
	for _, singular := range []string{"ss", "us", "is", "as", "'s", "’s"} {
		if strings.HasSuffix(word, singular) {
			return false
		}
	}
	return strings.HasSuffix(word, "s")
}

// pluralHead returns a noun phrase with its head in the plural.
func pluralHead(phrase string) string {
	word := head(phrase)
	return strings.Replace(phrase, word, plural(word), 1)
}

func plural(word string) string {
	switch {
	case word == "":
		return ""
	case strings.HasSuffix(word, "y") && !strings.HasSuffix(word, "ey"):
		return strings.TrimSuffix(word, "y") + "ies"
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"):
		return word + "es"
	default:
		return word + "s"
	}
}

var uncountable = map[string]bool{"access": true, "configuration": true, "information": true, "metadata": true, "customization": true, "copy": true}

func isUncountable(phrase string) bool { return uncountable[strings.ToLower(head(phrase))] }
