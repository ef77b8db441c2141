package godoc

import (
	"regexp"
	"strings"
)

// Value returns the description of a constant as it follows its name: "means that
// the device is offline."
func Value(text string) string { return shape(text, valueLead) }

var valuePhrases = phrases(
	`Indicates that `, "means that ",
	`Indicates (the .* (?:could|cannot|is|was|has) )`, "means that $1",
	`Failed to `, "means that Seam failed to ",
	`(?:A |An )?[Dd]elay in `, "means that there is a delay in ",
	`No `, "means that there is no ",
)

// clause finds the verb of a sentence.
var clause = regexp.MustCompile(`\b(?:am|are|can|cannot|could|did|does|had|has|have|is|may|must|was|were|will|would|activated|changed|completed|deactivated|denied|detected|dropped|exceeded|exceeds|exists|failed|occurred|requires|rotates|succeeded)\b`)

func valueLead(first string) string {
	if text, ok := match(valuePhrases, first); ok {
		return text
	}
	switch {
	case verbs.MatchString(first), strings.HasPrefix(first, "Indicates "):
		return lowerFirst(first)
	case clause.MatchString(first):
		return "means that " + subject(first)
	default:
		return "stands for " + withArticle(first, false)
	}
}

// bare are the subjects that take no article.
var bare = map[string]bool{"access": true, "extended": true, "management": true, "seam": true, "there": true}

// subject returns a sentence whose first noun has an article, as it continues
// another.
func subject(sentence string) string {
	word := strings.ToLower(firstWord(sentence))
	before := clause.FindStringIndex(sentence)
	if determiners[word] || bare[word] || isPlural(sentence[:before[0]]) {
		return lowerFirst(sentence)
	}
	return "the " + lowerFirst(sentence)
}

// Event returns the description of a kind of event as it follows a colon.
func Event(text string) string {
	return shape(text, lowerFirst)
}
