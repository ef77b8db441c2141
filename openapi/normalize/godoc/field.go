package godoc

import (
	"regexp"
	"strings"
)

// Kind is the kind of a field's type, on which the rules for its comment depend.
type Kind int

// The kinds of fields.
const (
	Other Kind = iota
	Bool
	List
	Object
)

// Field returns the description of a field as it follows the name of the field in
// a doc comment: "is the ID of the device." If sent is true, the field is part of a
// request, and its description says "specifies" instead of "reports".
func Field(text string, kind Kind, sent bool) string {
	return shape(timeFormat.ReplaceAllString(text, "$1"), func(first string) string { return fieldLead(first, kind, sent) })
}

// timeFormat says how JSON writes a time, which a time.Time does by itself.
var timeFormat = regexp.MustCompile(`(?i)^((?:\w+ )?date and time.*?),? in \[ISO 8601\]\([^)]*\) format`)

// shape applies a rule to the first sentence of a description.
func shape(text string, rule func(first string) string) string {
	text = correct(strings.TrimSpace(text))
	if text == "" {
		return ""
	}
	if given, ok := reviewed[text]; ok {
		return given
	}
	first, rest := cutSentence(text)
	if given, ok := reviewed[first]; ok {
		return given + rest
	}
	lead := rule(closed(first))
	return lead + withSubjects(rest, strings.HasPrefix(lead, "are "))
}

// predicate begins a later sentence whose subject is the described thing.
var predicate = regexp.MustCompile(`([.!?]\s+|^\s+)(Accepts|Consists|Constrains|Does|Enables|Entirely replaces|Filters|Indicates|Represents|Supports) `)

// withSubjects gives later sentences the subject that they lack.
func withSubjects(rest string, plural bool) string {
	return predicate.ReplaceAllStringFunc(rest, func(found string) string {
		m := predicate.FindStringSubmatch(found)
		verb := strings.ToLower(m[2])
		if plural {
			return m[1] + "They " + strings.TrimSuffix(verb, "s") + " "
		}
		return m[1] + "It " + verb + " "
	})
}

// phrase is a rule for descriptions that begin with certain words.
type phrase struct {
	begins  *regexp.Regexp
	becomes string
}

func phrases(pairs ...string) []phrase {
	var out []phrase
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, phrase{regexp.MustCompile(`(?s)^` + pairs[i]), pairs[i+1]})
	}
	return out
}

// match returns text as the first rule that fits it rewrites it.
func match(rules []phrase, text string) (string, bool) {
	for _, r := range rules {
		if r.begins.MatchString(text) {
			return r.begins.ReplaceAllString(text, r.becomes), true
		}
	}
	return "", false
}

// boolPhrases: VERB is replaced by reports or specifies.
var boolPhrases = phrases(
	`(?:Indicates|Determines|Specifies|Controls|Specify|Indicate) (?:whether|if) (?:or not )?`, "VERB whether ",
	`Whether (?:or not )?`, "VERB whether ",
	"(?:If|When) (?:set to )?`?true`?, (the|a|an|this) ", "VERB whether $1 ",
	"(?:If|When) (?:set to )?`?true`?, ([a-z]+s )", "$1",
	"(?:If|When) (?:set to )?`?true`?, ", "VERB, when true, that ",
	"Set (?:this )?to `?true`? (?:when|if) ", "is true if ",
	"Set (?:this )?to `?true`? to ", "is true to ",
	"Must be (?:set to )?`?true`? to ", "must be true to ",
)

var fieldPhrases = phrases(
	`Date and time,? (at|after|before|by|from|until|on) which `, "is the time $1 which ",
	`Replacement date and time at which `, "is the new time at which ",
	`When the `, "is the time when the ",
	`(?:Indicates|Specifies) (?:whether|if) `, "says whether ",
	`Whether `, "says whether ",
	`Numerical limit on the number of `, "is the maximum number of ",
	`For ([^,]*), the `, "is, for $1, the ",
	`For ([^,]*), (an?) `, "is, for $1, $2 ",
	`Use (?:this (?:parameter|field|property) )?to `, "is used to ",
	`Why `, "is the reason why ",
	`Must `, "must ",
	`When used, `, "",
	`Indicates that `, "indicates that ",
)

var (
	collection = regexp.MustCompile(`^(?:Array|List|Set|Collection) of `)
	optional   = regexp.MustCompile(`^Optional(?:ly)?: `)
	describes  = regexp.MustCompile(`^(?:Indicates|Represents) `)
	// verbs begin a description as its predicate.
	verbs = regexp.MustCompile(`^(?:Allows|Causes|Contains|Controls|Defines|Describes|Determines|Enables|Holds|Identifies|Includes|Limits|Overrides|Provides|Returns|Sets|Specifies|Triggers) `)
	// imperatives begin a description as an order.
	imperatives = regexp.MustCompile(`^(?:Associate|Create|Disable|Enable|Exclude|Filter|Include|Limit|Override|Provide|Select|Set|Specify) `)
)

func fieldLead(first string, kind Kind, sent bool) string {
	first = optional.ReplaceAllString(first, "")
	if kind == Bool {
		if text, ok := match(boolPhrases, first); ok {
			return strings.Replace(text, "VERB", boolVerb(sent), 1)
		}
	}
	if text, ok := match(fieldPhrases, first); ok {
		return text
	}
	switch {
	case collection.MatchString(first) && kind == List:
		return "are " + withArticle(collection.ReplaceAllString(first, ""), false)
	case collection.MatchString(first):
		return noun(first)
	case kind == List && !isPlural(first) && !isUncountable(first):
		return "are " + withArticle(pluralHead(first), false)
	case describes.MatchString(first):
		return noun(describes.ReplaceAllString(first, ""))
	case verbs.MatchString(first):
		return lowerFirst(first)
	case imperatives.MatchString(first):
		return thirdPerson(first)
	case strings.HasPrefix(first, "`") && kind == Object:
		return "holds the " + first
	default:
		return noun(first)
	}
}

func boolVerb(sent bool) string {
	if sent {
		return "specifies"
	}
	return "reports"
}
