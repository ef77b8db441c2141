package godoc

import (
	"regexp"
	"strings"
	"unicode"
)

// indefinite returns a or an, whichever fits before a word.
func indefinite(word string) string {
	if beginsWithVowelSound(firstWord(word)) {
		return "an"
	}
	return "a"
}

// spokenAsWords are the acronyms that are not spelt out.
var spokenAsWords = map[string]bool{"IANA": true, "PIN": true, "SAML": true, "SEOS": true, "SIM": true}

// beginsWithVowelSound reports whether a word, or the name of its first letter if
// it is an acronym, begins with a vowel as it is spoken.
func beginsWithVowelSound(word string) bool {
	if word == "" {
		return false
	}
	head, _, _ := strings.Cut(word, "-")
	acronym := strings.TrimSuffix(head, "s")
	if len(acronym) > 1 && acronym == strings.ToUpper(acronym) && !strings.ContainsFunc(acronym, unicode.IsDigit) && !spokenAsWords[acronym] {
		return strings.ContainsRune("AEFHILMNORSX", rune(acronym[0]))
	}
	word = strings.ToLower(word)
	for _, prefix := range []string{"hour", "honest", "8", "11", "18"} {
		if strings.HasPrefix(word, prefix) {
			return true
		}
	}
	for _, prefix := range []string{"eu", "one", "once", "uni", "use", "usu", "uti", "ubi"} {
		if strings.HasPrefix(word, prefix) && !strings.HasPrefix(word, "unin") && !strings.HasPrefix(word, "unim") {
			return false
		}
	}
	return strings.ContainsRune("aeiou", rune(word[0]))
}

var article = regexp.MustCompile(`\b([Aa])(n?)(\s)(\[?[A-Za-z][A-Za-z-]*)`)

// fixArticles replaces the indefinite articles that do not fit their word.
func fixArticles(text string) string {
	return article.ReplaceAllStringFunc(text, func(found string) string {
		m := article.FindStringSubmatch(found)
		return m[1] + indefinite(m[4])[1:] + m[3] + m[4]
	})
}
