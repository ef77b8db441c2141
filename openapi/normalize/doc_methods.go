package normalize

import (
	"regexp"
	"strings"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// operationDoc writes the comments of the methods of an operation: one, or for a
// list with pages one each for the list, its pages and a page.
func (w *docWriter) operationDoc(op operation) {
	notes := op.Extensions["x-go"].(map[string]any)
	method := goName(notes["method"].(string))
	paged := notes["returns"] == returnsPage
	raw, noted := godoc.Notes(op.Description)
	text := godoc.Method(raw, paged)
	if text == "" {
		text = "performs the operation."
	}
	if paged {
		text += "\n\nIt fetches page after page as the loop goes on. To continue a list later, use [" + w.methods[op.path] + "Pages]."
		pages := "yields the pages of [" + w.methods[op.path] + "], from the one at the PageCursor of the request on, or from the first. " +
			"To continue after a page later, set PageCursor of the same request to the NextPageCursor of the page."
		notes["pagesDoc"] = w.methodText(op, pages, noted, method+"Pages")
		page := "returns one page of what [" + w.methods[op.path] + "] yields: the first, or the one to which the cursor of the request leads. " +
			"A page whose pagination cannot be followed is returned with an error."
		notes["pageDoc"] = w.methodText(op, page, noted, method+"Page")
	} else {
		text = w.withResult(text, notes)
	}
	notes["doc"] = w.methodText(op, text, noted, method)
}

// methodText adds the effect, the path and the deprecation to the description of an
// operation.
func (w *docWriter) methodText(op operation, text, noted, method string) string {
	notes := op.Extensions["x-go"].(map[string]any)
	reason, deprecated := notes["deprecated"].(string)
	text += "\n\n" + effectText(notes) + "\n\nPOST " + op.path
	rendered := godoc.Render(withDeprecated(text, deprecated, reason, noted), godoc.Style{Name: len(method), Code: w.codeOfMethod(notes)})
	return strings.Replace(rendered, "POST "+op.path+".", "POST "+op.path, 1)
}

// codeOfMethod resolves the code spans of the comment of a method: a field of its
// request, or else of its result.
func (w *docWriter) codeOfMethod(notes map[string]any) func(string) string {
	request, _ := notes["request"].(string)
	result, _ := notes["result"].(string)
	ofRequest, ofResult := w.codeIn(request, nil, false), w.codeIn(result, nil, false)
	return func(span string) string {
		if w.fieldOf(request, span) == "" && w.fieldOf(result, span) != "" {
			return ofResult(span)
		}
		return ofRequest(span)
	}
}

// withResult adds the result of a method to a description that does not have it.
func (w *docWriter) withResult(text string, notes map[string]any) string {
	result, _ := notes["result"].(string)
	lead := godoc.Lead(text)
	if result == "" || strings.HasPrefix(lead, "returns ") {
		return text
	}
	rest := saysResult.ReplaceAllString(strings.TrimPrefix(text, lead), "")
	returned := "It returns the [" + w.typeName(result) + "]."
	switch action, _ := notes["action"].(string); {
	case notes["returns"] == returnsList:
		returned = "It returns a slice of [" + w.typeName(result) + "]."
	case result == "action_attempt" && action != "":
		returned = "It returns the [ActionAttempt] of type " + quoted(action) + " that tracks the progress."
	case result == "action_attempt":
		returned = "It returns the [ActionAttempt] that tracks the progress."
	}
	return lead + " " + returned + rest
}

// saysResult matches the sentence about the result that some descriptions have.
var saysResult = regexp.MustCompile(`\s*Returns an action attempt[^.]*\.`)

// effectText describes the effect of a second call, and names the errors which mean
// that there is nothing left to do.
func effectText(notes map[string]any) string {
	switch notes["effect"] {
	case effectRead:
		return "Effect: [Read], it changes nothing."
	case effectIdempotent:
		text := "Effect: [Idempotent], calling it again changes nothing more."
		if gone, ok := notes["gone"].([]string); ok && len(gone) > 0 {
			text += " If there is nothing left to do, Seam may reject the call with an error of type `" + strings.Join(gone, "` or `") + "`."
		}
		return text
	default:
		return "Effect: [Write], calling it again may change something again."
	}
}
