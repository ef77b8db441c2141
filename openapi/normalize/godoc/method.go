package godoc

import (
	"regexp"
	"strings"
)

// Method returns the description of an operation as it follows the name of its
// method. A list is returned by the method or, page by page, yielded.
func Method(text string, paged bool) string {
	return shape(text, func(first string) string { return methodLead(first, paged) })
}

var (
	lists   = regexp.MustCompile(`^(?:Return|Get|List|Retrieve)s? (?:a list of )?`)
	enables = regexp.MustCompile(`^(?:Enables|Allows) you to ([a-z]+) `)
	// specified resources are those of the request.
	specified = regexp.MustCompile(`\ba (specified|specific) `)
)

func methodLead(first string, paged bool) string {
	first = specified.ReplaceAllString(first, "the specified ")
	switch {
	case lists.MatchString(first):
		verb := "returns "
		if paged {
			verb = "yields "
		}
		return verb + items(lists.ReplaceAllString(first, ""))
	case enables.MatchString(first):
		return enables.ReplaceAllStringFunc(first, func(begin string) string {
			return thirdPersonOf(enables.FindStringSubmatch(begin)[1]) + " "
		})
	case determiners[strings.ToLower(firstWord(first))] || properNouns[firstWord(first)]:
		return "performs the operation: " + lowerFirst(first) // It is a sentence about something else.
	default:
		return thirdPerson(first)
	}
}

// items names the items of a list, with an article if they are several.
func items(phrase string) string {
	if isPlural(phrase) {
		return withArticle(phrase, false)
	}
	return lowerFirst(phrase)
}

// thirdPerson returns a sentence that is an order or a predicate as a predicate:
// "Delete a space" and "Deletes a space" as "deletes a space".
func thirdPerson(sentence string) string {
	word, rest, _ := strings.Cut(sentence, " ")
	if verb := strings.Trim(word, "["); strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "ly") || strings.HasPrefix(word, "[") {
		return lowerFirst(sentence)
	}
	return thirdPersonOf(strings.ToLower(word)) + " " + rest
}

func thirdPersonOf(verb string) string {
	switch {
	case strings.HasSuffix(verb, "y") && !strings.ContainsRune("aeiou", rune(verb[max(0, len(verb)-2)])):
		return strings.TrimSuffix(verb, "y") + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"):
		return verb + "es"
	default:
		return verb + "s"
	}
}
