package model

import (
	"math/rand/v2"
	"net/http"
	"strings"
)

// work says whether Seam processes the request in spite of the fault.
type work int

const (
	nothing work = iota
	always
	either // decided anew for each request
)

// fault is the fate of one request.
type fault struct {
	name   string
	weight int
	work   work
	knows  knowledge
	play   func(*exchange) (*http.Response, error)
}

// faults are chosen by weight. The responses of Seam itself are in passes_test.go, and chosen by the
// percentage calm.
var faults = []*fault{
	{"the connection is refused", 6, nothing, notProcessed, refuseConnection},
	{"the name is not found", 2, nothing, notProcessed, nameNotFound},
	{"the certificate is not trusted", 1, nothing, notProcessed, untrusted},
	{"an idle connection turns out to be closed", 6, nothing, notProcessed, closedWhileIdle},
	{"the connection is reset", 10, either, maybeProcessed, reset},
	{"the connection is closed", 6, either, maybeProcessed, closed},
	{"the transport times out", 3, either, maybeProcessed, transportTimeout},
	{"the transport fails in its own words", 3, either, maybeProcessed, oddError},
	{"no response", 8, either, maybeProcessed, silence},
	{"net/http sends it twice", 6, always, accepted, twice},

	{"a stranger's page", 30, either, maybeProcessed, strangersPage},
	{"a stranger's success", 20, either, maybeProcessed, strangersSuccess},
	{"a stranger's page that does not end", 3, either, maybeProcessed, endlessPage},
	{"101, and the connection stays open", 2, either, maybeProcessed, switching},
	{"redirected to the same origin", 5, nothing, neutral, redirected},
	{"redirected elsewhere", 4, either, maybeProcessed, redirectedAway},

	{"Seam refuses", 14, nothing, notProcessed, refused},
	{"Seam refuses with 200 and ok false", 5, nothing, notProcessed, okFalse},
	{"401", 5, nothing, notProcessed, unauthorized},
	{"429", 10, nothing, notProcessed, rateLimited},
	{"408 in Seam's form", 2, nothing, maybeProcessed, requestTimeout},
	{"Seam fails", 10, either, maybeProcessed, serverError},

	{"the body breaks off", 8, always, maybeProcessed, bodyBreaksOff},
	{"the body is cut short", 6, always, maybeProcessed, bodyCut},
	{"the body stops", 6, always, maybeProcessed, bodyStops},
	{"the body is too long", 3, always, maybeProcessed, bodyTooLong},
	{"the body has an encoding that it does not have", 4, always, maybeProcessed, bodyEncoded},
}

var faultWeights = func() (sum int) {
	for _, f := range faults {
		sum += f.weight
	}
	return sum
}()

// maxRequests ends a call that would go on for ever.
const maxRequests = 2000

// choose picks the fault of a request.
func (n *network) choose(*http.Request) *fault {
	if len(n.events) > maxRequests {
		n.tooMany = true
		return faults[0]
	}
	if n.rng.IntN(100) < n.calm {
		return passes[n.rng.IntN(len(passes))]
	}
	k := n.rng.IntN(faultWeights)
	for _, f := range faults {
		if k -= f.weight; k < 0 {
			return f
		}
	}
	panic("unreachable")
}

// pick returns one of the values.
func pick[T any](rng *rand.Rand, values ...T) T { return values[rng.IntN(len(values))] }

// echo repeats the API key now and then, as servers and gateways do.
func (n *network) echo() string {
	if n.rng.IntN(5) > 0 {
		return ""
	}
	return pick(n.rng, " (Bearer "+n.key+")", " {\"authorization\":\""+n.key+"\"}", " key="+n.key)
}

// The pages of gateways, proxies and web servers.
func (n *network) page() (contentType, content string) {
	text := "sorry" + strings.ReplaceAll(n.echo(), `"`, `'`)
	return pick(n.rng, "text/html", "text/html; charset=utf-8", "text/plain", "application/json", ""),
		pick(n.rng,
			"<html><head><title>"+text+"</title></head></html>",
			`{"message":"`+text+`"}`, `{"error":"`+text+`"}`, `{"title":"`+text+`","detail":"quota"}`,
			`{"errors":[{"message":"`+text+`"}]}`, "", text, `{}`, `null`, `[]`, `{"error":null}`, `{"error":{}}`)
}
