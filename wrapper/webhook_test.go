package seam

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// The test vector that the Svix and Standard Webhooks libraries publish.
const (
	vectorSecret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	vectorID        = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	vectorTime      = 1614265330
	vectorBody      = `{"test": 2432232314}`
	vectorSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	// wrongSignature is the non-matching signature in the tests of those libraries.
	wrongSignature = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="

	otherSecret = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBlbmRwb2ludA=="
)

// vector returns the headers of the published delivery.
func vector(prefix string) http.Header {
	header := http.Header{}
	header.Set(prefix+"id", vectorID)
	header.Set(prefix+"timestamp", strconv.Itoa(vectorTime))
	header.Set(prefix+"signature", vectorSignature)
	return header
}

// signWith signs like Seam, without the code under test.
func signWith(t testing.TB, secret, id, timestamp, body string) string {
	t.Helper()
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "." + body))
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signedNow returns the headers with which Seam sends body now.
func signedNow(t testing.TB, secret, body string) http.Header {
	t.Helper()
	return signedAt(t, secret, strconv.FormatInt(time.Now().Unix(), 10), body)
}

func signedAt(t testing.TB, secret, timestamp, body string) http.Header {
	t.Helper()
	header := http.Header{}
	header.Set("svix-id", vectorID)
	header.Set("svix-timestamp", timestamp)
	header.Set("svix-signature", signWith(t, secret, vectorID, timestamp, body))
	return header
}

func mustWebhook(t testing.TB, secret string, more ...string) *Webhook {
	t.Helper()
	w, err := NewWebhook(secret, more...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// runAtVectorTime runs test at the time at which the published delivery was signed.
func runAtVectorTime(t *testing.T, test func(t *testing.T)) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Unix(vectorTime, 0)))
		test(t)
	})
}

func TestSignatureOfPublishedVector(t *testing.T) {
	if got := signWith(t, vectorSecret, vectorID, strconv.Itoa(vectorTime), vectorBody); got != vectorSignature {
		t.Errorf("signWith returns %s", got)
	}
}

// The test cases of the Svix and Standard Webhooks libraries, and similar ones.
func TestVerifyWebhook(t *testing.T) {
	none := func(http.Header) {}
	set := func(name, value string) func(http.Header) {
		return func(h http.Header) { h.Set(name, value) }
	}
	// sameBytes differs in the padding bits of the last character, and decodes to the same bytes.
	sameBytes := strings.Replace(vectorSignature, "OE=", "OF=", 1)
	tests := map[string]struct {
		secret string
		change func(http.Header)
		body   string
		want   error
	}{
		"as published":                {vectorSecret, none, vectorBody, nil},
		"secret without its prefix":   {strings.TrimPrefix(vectorSecret, "whsec_"), none, vectorBody, nil},
		"wrong secret":                {otherSecret, none, vectorBody, ErrWebhookSignature},
		"tampered body":               {vectorSecret, none, `{"test": 2432232315}`, ErrWebhookSignature},
		"body encoded again":          {vectorSecret, none, `{"test":2432232314}`, ErrWebhookSignature},
		"empty body":                  {vectorSecret, none, ``, ErrWebhookSignature},
		"other id":                    {vectorSecret, set("P-id", "msg_other"), vectorBody, ErrWebhookSignature},
		"other timestamp":             {vectorSecret, set("P-timestamp", strconv.Itoa(vectorTime+1)), vectorBody, ErrWebhookSignature},
		"same timestamp in other way": {vectorSecret, set("P-timestamp", "+"+strconv.Itoa(vectorTime)), vectorBody, ErrWebhookSignature},
		"no id":                       {vectorSecret, func(h http.Header) { h.Del("P-id") }, vectorBody, ErrWebhookSignature},
		"no timestamp":                {vectorSecret, func(h http.Header) { h.Del("P-timestamp") }, vectorBody, ErrWebhookSignature},
		"no signature":                {vectorSecret, func(h http.Header) { h.Del("P-signature") }, vectorBody, ErrWebhookSignature},
		"wrong signature":             {vectorSecret, set("P-signature", wrongSignature), vectorBody, ErrWebhookSignature},
		"no version":                  {vectorSecret, set("P-signature", vectorSignature[3:]), vectorBody, ErrWebhookSignature},
		"other version":               {vectorSecret, set("P-signature", "v2"+vectorSignature[2:]), vectorBody, ErrWebhookSignature},
		"partial signature":           {vectorSecret, set("P-signature", "v1,"), vectorBody, ErrWebhookSignature},
		"half a signature":            {vectorSecret, set("P-signature", vectorSignature[:20]), vectorBody, ErrWebhookSignature},
		"malformed base64":            {vectorSecret, set("P-signature", "v1,!"+vectorSignature[3:]), vectorBody, ErrWebhookSignature},
		"base64 of the same bytes":    {vectorSecret, set("P-signature", sameBytes), vectorBody, ErrWebhookSignature},
		"only spaces":                 {vectorSecret, set("P-signature", "   "), vectorBody, ErrWebhookSignature},
		"among many": {vectorSecret, set("P-signature", strings.Join([]string{
			wrongSignature, "v2" + wrongSignature[2:], "v1,", "", "v1,%%%", vectorSignature, wrongSignature}, " ")), vectorBody, nil},
		"none of many": {vectorSecret, set("P-signature", strings.Repeat(wrongSignature+" ", 1000)), vectorBody, ErrWebhookSignature},
	}
	for name, tt := range tests {
		for _, prefix := range []string{"svix-", "webhook-"} {
			t.Run(prefix+name, func(t *testing.T) {
				runAtVectorTime(t, func(t *testing.T) {
					header := vector("P-")
					tt.change(header)
					event, err := mustWebhook(t, tt.secret).Verify(renamed(header, prefix), []byte(tt.body))
					checkVerified(t, event, err, tt.want)
				})
			})
		}
	}
}

// renamed replaces the prefix P- of header names.
func renamed(header http.Header, prefix string) http.Header {
	out := http.Header{}
	for name, values := range header {
		out.Set(prefix+strings.TrimPrefix(name, "P-"), values[0])
	}
	return out
}

func checkVerified(t *testing.T, event *gen.Event, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if (event == nil) == (err == nil) {
		t.Errorf("event %v with error %v", event, err)
	}
}

// Headers of different sets do not combine, because they may come from two senders.
func TestWebhookHeadersOfBothSets(t *testing.T) {
	runAtVectorTime(t, func(t *testing.T) {
		w := mustWebhook(t, vectorSecret)
		header := vector("svix-")
		header.Del("svix-id")
		header.Set("webhook-id", vectorID)
		event, err := w.Verify(header, []byte(vectorBody))
		checkVerified(t, event, err, ErrWebhookSignature)

		for _, missing := range []string{"svix-id", "svix-timestamp", "svix-signature"} {
			header := vector("webhook-")
			for name := range vector("svix-") {
				header.Set(name, "other")
			}
			header.Del(missing)
			event, err := w.Verify(header, []byte(vectorBody))
			checkVerified(t, event, err, nil)
		}
	})
}

func TestWebhookTolerance(t *testing.T) {
	const short = 10 * time.Second
	tests := map[string]struct {
		tolerance, age time.Duration
		want           error
	}{
		"now":                          {0, 0, nil},
		"5 minutes ago":                {0, 5 * time.Minute, nil},
		"more than 5 minutes ago":      {0, 5*time.Minute + time.Second, ErrWebhookTimestamp},
		"in 5 minutes":                 {0, -5 * time.Minute, nil},
		"in more than 5 minutes":       {0, -5*time.Minute - time.Second, ErrWebhookTimestamp},
		"as long ago as asked":         {short, short, nil},
		"longer ago than asked":        {short, short + time.Second, ErrWebhookTimestamp},
		"further ahead than asked":     {short, -short - time.Second, ErrWebhookTimestamp},
		"an hour ago, a day is fine":   {24 * time.Hour, time.Hour, nil},
		"in an hour, a day is fine":    {24 * time.Hour, -time.Hour, nil},
		"years ago":                    {0, 20 * 365 * 24 * time.Hour, ErrWebhookTimestamp},
		"in years":                     {0, -200 * 365 * 24 * time.Hour, ErrWebhookTimestamp},
		"a fraction of a second late":  {0, 5*time.Minute + time.Millisecond, ErrWebhookTimestamp},
		"negative is the default":      {-time.Second, 5 * time.Minute, nil},
		"negative does not switch off": {-1, 5*time.Minute + time.Second, ErrWebhookTimestamp},
		"least, ahead":                 {math.MinInt64, -5 * time.Minute, nil},
		"least, too far ahead":         {math.MinInt64, -5*time.Minute - time.Second, ErrWebhookTimestamp},
		"greatest":                     {math.MaxInt64, 20 * 365 * 24 * time.Hour, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := mustWebhook(t, vectorSecret)
				w.Tolerance = tt.tolerance
				if tt.age > 0 {
					time.Sleep(tt.age % time.Second)
				}
				signed := time.Now().Add(-tt.age).Unix()
				header := signedAt(t, vectorSecret, strconv.FormatInt(signed, 10), vectorBody)
				event, err := w.Verify(header, []byte(vectorBody))
				checkVerified(t, event, err, tt.want)
			})
		})
	}
}

// A timestamp that is not a present time is rejected, even with a valid signature.
func TestWebhookInvalidTimestamp(t *testing.T) {
	w := mustWebhook(t, vectorSecret)
	for _, timestamp := range []string{
		"now", "1e9", "0x5f", "1614265330.5", "-1", "0",
		time.Now().Format(time.RFC3339),
		strconv.FormatInt(time.Now().UnixMilli(), 10),
		strconv.FormatInt(math.MaxInt64, 10),
		strconv.FormatInt(math.MinInt64, 10),
		"99999999999999999999999999",
	} {
		event, err := w.Verify(signedAt(t, vectorSecret, timestamp, vectorBody), []byte(vectorBody))
		checkVerified(t, event, err, ErrWebhookTimestamp)
	}
}

// A timestamp that is not a number must not count as 0, which a long tolerance accepts.
func TestWebhookTimestampNotANumber(t *testing.T) {
	w := mustWebhook(t, vectorSecret)
	w.Tolerance = 200 * 365 * 24 * time.Hour
	for timestamp, want := range map[string]error{"0": nil, "now": ErrWebhookTimestamp, "0x0": ErrWebhookTimestamp} {
		event, err := w.Verify(signedAt(t, vectorSecret, timestamp, vectorBody), []byte(vectorBody))
		checkVerified(t, event, err, want)
	}
}

// The ID, timestamp and body are signed with dots between them. Moving these boundaries must not
// create another valid event.
func TestWebhookBoundariesCannotBeMoved(t *testing.T) {
	runAtVectorTime(t, func(t *testing.T) {
		body := `{"a":1.5}`
		header := signedAt(t, vectorSecret, strconv.Itoa(vectorTime), body)
		header.Set("svix-id", vectorID+"."+strconv.Itoa(vectorTime))
		header.Set("svix-timestamp", `{"a":1`)
		event, err := mustWebhook(t, vectorSecret).Verify(header, []byte(`5}`))
		checkVerified(t, event, err, ErrWebhookTimestamp)
	})
}

func TestWebhookEvent(t *testing.T) {
	event := verified(t, `{"event_id":"e1","event_type":"lock.unlocked","occurred_at":"2026-01-02T03:04:05Z",`+
		`"device_id":"d1","of_tomorrow":true}`)
	if event.EventID != "e1" || event.EventType != "lock.unlocked" || event.OccurredAt.Year() != 2026 {
		t.Errorf("got %+v", event)
	}
	unlocked, ok := event.Value().(*gen.LockUnlockedEvent)
	if !ok || unlocked.DeviceID != "d1" {
		t.Errorf("got %T %+v", event.Value(), event.Value())
	}
	if !strings.Contains(string(event.Raw()), `"of_tomorrow":true`) {
		t.Errorf("an unknown member is lost: %s", event.Raw())
	}
}

func TestWebhookEventOfUnknownType(t *testing.T) {
	const body = `{"event_id":"e1","event_type":"moon.landed","crew":3}`
	event := verified(t, body)
	unknown, ok := event.Value().(*gen.UnknownEvent)
	if !ok || unknown.Type != "moon.landed" || string(unknown.Raw) != body || event.EventID != "e1" {
		t.Errorf("got %T %+v", event.Value(), event.Value())
	}
}

// A malformed value is left out, and the rest of the event is accepted.
func TestWebhookEventWithMalformedValue(t *testing.T) {
	event := verified(t, `{"event_id":"e1","event_type":"lock.unlocked","occurred_at":"soon","device_id":"d1"}`)
	unlocked, ok := event.Value().(*gen.LockUnlockedEvent)
	if !ok || unlocked.DeviceID != "d1" || event.EventID != "e1" || !event.OccurredAt.IsZero() {
		t.Errorf("got %T %+v", event.Value(), event)
	}
}

// verified returns the event of a request that Seam sends now.
func verified(t *testing.T, body string) *gen.Event {
	t.Helper()
	event, err := mustWebhook(t, vectorSecret).Verify(signedNow(t, vectorSecret, body), []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return event
}

// The error of a signed body that is not an event does not quote the body.
func TestWebhookBodyNotAnEvent(t *testing.T) {
	w := mustWebhook(t, vectorSecret)
	for _, body := range []string{"", " ", "null", "1", `"4711"`, "[]", `[{"code":"4711"}]`, `{"code":"4711"`, `{"code":4711} {}`, `{"code":"4711",}`, "<html>4711"} {
		event, err := w.Verify(signedNow(t, vectorSecret, body), []byte(body))
		checkVerified(t, event, err, ErrWebhookBody)
		if err != nil && strings.Contains(err.Error(), "4711") {
			t.Errorf("%s: the body is in %q", body, err)
		}
	}
}

// Only headers with the right signature are accepted.
func FuzzWebhookHeaders(f *testing.F) {
	now := strconv.FormatInt(time.Now().Unix(), 10)
	for _, seed := range [][3]string{
		{vectorID, strconv.Itoa(vectorTime), vectorSignature},
		{vectorID, now, signWith(f, vectorSecret, vectorID, now, vectorBody)},
		{vectorID, now, "v1, " + wrongSignature + " v2,x"},
		{"", "", ""}, {".", "-0", "v1"}, {"a.b", "9223372036854775807", "v1,,v1,"}, {"\x00", "１", "\u00a0v1,="},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	w := mustWebhook(f, vectorSecret)
	f.Fuzz(func(t *testing.T, id, timestamp, signatures string) {
		header := http.Header{"Svix-Id": {id}, "Svix-Timestamp": {timestamp}, "Svix-Signature": {signatures}}
		event, err := w.Verify(header, []byte(vectorBody))
		right := signWith(t, vectorSecret, id, timestamp, vectorBody)
		if err == nil && (event == nil || !strings.Contains(signatures, right)) {
			t.Errorf("accepted %q", header)
		}
		if err != nil && !errors.Is(err, ErrWebhookSignature) && !errors.Is(err, ErrWebhookTimestamp) {
			t.Errorf("%q gave %v", header, err)
		}
		// With the right signature, only the time may still be wrong.
		header.Set("Svix-Signature", signatures+" "+right)
		_, err = w.Verify(header, []byte(vectorBody))
		if id != "" && timestamp != "" && err != nil && !errors.Is(err, ErrWebhookTimestamp) {
			t.Errorf("%q gave %v", header, err)
		}
	})
}
