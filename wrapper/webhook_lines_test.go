package seam

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// headerOf is a header with names in any case, as a cloud function may pass it.
type headerOf = map[string][]string

// TestWebhookHeaderLines verifies the published delivery with its headers split into lines in other
// ways.
func TestWebhookHeaderLines(t *testing.T) {
	timestamp := strconv.Itoa(vectorTime)
	with := func(name string, lines ...string) headerOf {
		h := headerOf{"Svix-Id": {vectorID}, "Svix-Timestamp": {timestamp}, "Svix-Signature": {vectorSignature}}
		h[name] = lines
		return h
	}
	many := make([]string, 10_000)
	for i := range many {
		many[i] = wrongSignature
	}
	tests := map[string]struct {
		header headerOf
		want   error
	}{
		"second line":                    {with("Svix-Signature", wrongSignature, vectorSignature), nil},
		"first line":                     {with("Svix-Signature", vectorSignature, wrongSignature), nil},
		"empty line first":               {with("Svix-Signature", "", vectorSignature), nil},
		"last of many lines":             {with("Svix-Signature", append(many, vectorSignature)...), nil},
		"many lines, none valid":         {with("Svix-Signature", many...), ErrWebhookSignature},
		"several on each line":           {with("Svix-Signature", wrongSignature+" v2,x", "v1a,x "+vectorSignature), nil},
		"lines joined by a proxy":        {with("Svix-Signature", wrongSignature+","+vectorSignature), nil},
		"lines joined with a space":      {with("Svix-Signature", vectorSignature+", "+wrongSignature), nil},
		"joined, of another version":     {with("Svix-Signature", "v2,"+vectorSignature[3:]+",v1,x"), ErrWebhookSignature},
		"version and signature on lines": {with("Svix-Signature", "v1,", vectorSignature[3:]), ErrWebhookSignature},
		"only empty lines":               {with("Svix-Signature", "", ""), ErrWebhookSignature},
		"no line":                        {with("Svix-Signature"), ErrWebhookSignature},

		"the same id twice":           {with("Svix-Id", vectorID, vectorID), nil},
		"another id after it":         {with("Svix-Id", vectorID, "msg_other"), ErrWebhookSignature},
		"another id before it":        {with("Svix-Id", "msg_other", vectorID), ErrWebhookSignature},
		"another id between":          {with("Svix-Id", vectorID, "msg_other", vectorID), ErrWebhookSignature},
		"an empty id after it":        {with("Svix-Id", vectorID, ""), ErrWebhookSignature},
		"an empty id before it":       {with("Svix-Id", "", vectorID), ErrWebhookSignature},
		"ids joined by a proxy":       {with("Svix-Id", vectorID+", "+vectorID), ErrWebhookSignature},
		"the same timestamp twice":    {with("Svix-Timestamp", timestamp, timestamp), nil},
		"another timestamp after it":  {with("Svix-Timestamp", timestamp, "1"), ErrWebhookSignature},
		"another timestamp before it": {with("Svix-Timestamp", "1", timestamp), ErrWebhookSignature},

		"lower case":               {headerOf{"svix-id": {vectorID}, "svix-timestamp": {timestamp}, "svix-signature": {vectorSignature}}, nil},
		"upper case":               {headerOf{"SVIX-ID": {vectorID}, "SVIX-TIMESTAMP": {timestamp}, "SVIX-SIGNATURE": {vectorSignature}}, nil},
		"signatures in two cases":  {with("svix-signature", wrongSignature), nil},
		"another id in lower case": {with("svix-id", "msg_other"), ErrWebhookSignature},
		"letters that are equal only in case folding": {headerOf{"\u017fvix-Id": {vectorID}, "Svix-Timestamp": {timestamp}, "Svix-Signature": {vectorSignature}}, ErrWebhookSignature},
		"an ambiguous second set":                     {with("Webhook-Id", "a", "b"), nil},
		"an ambiguous first set":                      {both("Svix-Id", "a", "b"), ErrWebhookSignature},
		"an incomplete first set":                     {both("Svix-Id"), nil},
		"a wrong first set":                           {both("Svix-Signature", wrongSignature), ErrWebhookSignature},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			runAtVectorTime(t, func(t *testing.T) {
				event, err := mustWebhook(t, vectorSecret).Verify(http.Header(tt.header), []byte(vectorBody))
				checkVerified(t, event, err, tt.want)
				if err != nil && strings.Contains(err.Error(), "msg_other") {
					t.Errorf("the header is in %q", err)
				}
			})
		})
	}
}

// both returns the published delivery in both sets of headers, with other lines for one header.
func both(name string, lines ...string) headerOf {
	h := headerOf{}
	for _, prefix := range webhookHeaderPrefixes {
		h[prefix+"Id"] = []string{vectorID}
		h[prefix+"Timestamp"] = []string{strconv.Itoa(vectorTime)}
		h[prefix+"Signature"] = []string{vectorSignature}
	}
	h[name] = lines
	return h
}

// Header lines take memory in proportion to their length only, because a stranger chooses their
// number.
func TestWebhookHeaderLinesAreReadOnce(t *testing.T) {
	header := http.Header{"Svix-Id": {vectorID}, "Svix-Timestamp": {"1"}, "Svix-Signature": {strings.Repeat("v1,", 1<<20)}}
	w := mustWebhook(t, vectorSecret, otherSecret)
	allocations := testing.AllocsPerRun(1, func() { _, _ = w.Verify(header, []byte(vectorBody)) })
	if allocations > 100 {
		t.Errorf("%v allocations", allocations)
	}
}

// An extreme timestamp is outside the tolerance, and does not overflow to the present.
func TestWebhookTimestampDoesNotWrap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Seconds since the year 1, as package time counts, wrap around at these.
		const sinceYearOne = 62135596800
		for _, seconds := range []int64{-1 << 63, -1<<63 + sinceYearOne, 1<<63 - 1, 1<<63 - 1 - sinceYearOne, 1<<63 - sinceYearOne,
			time.Now().Unix() + 1<<32, time.Now().Unix() - 1<<32} {
			event, err := mustWebhook(t, vectorSecret).Verify(signedAt(t, vectorSecret, strconv.FormatInt(seconds, 10), vectorBody), []byte(vectorBody))
			checkVerified(t, event, err, ErrWebhookTimestamp)
		}
	})
}
