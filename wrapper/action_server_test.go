package seam

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// actionServer is a transport that serves only action attempts: one that an operation starts, and
// polls of it.
type actionServer struct {
	t *testing.T
	// kind is the action_type of its attempts.
	kind string
	// poll returns the response to the nth poll: a status, and the attempt or the body of an error.
	poll func(n int) (status int, attempt string)

	polls   atomic.Int32
	started atomic.Int32
	// path and body are those of the last request that was not a poll.
	path, body string
	// polled is the ID in the last poll.
	polled string
}

func (a *actionServer) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	if req.URL.Path != pathGetActionAttempt {
		a.started.Add(1)
		a.path, a.body = req.URL.Path, string(body)
		return newResponse(200, a.wrap(a.attempt("pending", "null", "null"))), nil
	}
	var asked struct {
		ID string `json:"action_attempt_id"`
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, err
	}
	a.polled = asked.ID
	status, attempt := a.poll(int(a.polls.Add(1)))
	if status != 200 {
		return newResponse(status, attempt), nil
	}
	return newResponse(200, a.wrap(attempt)), nil
}

func (a *actionServer) wrap(attempt string) string {
	return `{"action_attempt":` + attempt + `,"ok":true}`
}

func (a *actionServer) attempt(status, result, failure string) string {
	return fmt.Sprintf(`{"action_attempt_id":"aa_1","action_type":%q,"status":%q,"result":%s,"error":%s}`,
		a.kind, status, result, failure)
}

func (a *actionServer) client() *Client {
	a.t.Helper()
	c, err := newCaller(APIKey(testKey), []Option{WithTransport(a)})
	if err != nil {
		a.t.Fatal(err)
	}
	return &Client{Client: gen.NewClient(c)}
}

// alwaysAttempt responds to every poll with the same attempt.
func alwaysAttempt(attempt string) func(int) (int, string) {
	return func(int) (int, string) { return 200, attempt }
}

// pendingFor responds to polls with a pending attempt for d from now, and then with ended.
func (a *actionServer) pendingFor(d time.Duration, ended string) func(int) (int, string) {
	end := time.Now().Add(d)
	return func(int) (int, string) {
		if time.Now().Before(end) {
			return 200, a.attempt("pending", "null", "null")
		}
		return 200, ended
	}
}

const issuedCredential = `{"acs_credential_id":"cred_1","is_issued":true,"access_method":"card"}`

// newSharedClient returns a client that records nothing, so that many goroutines may use it.
func newSharedClient(t *testing.T, poll func(int) (int, string), a *actionServer) *Client {
	t.Helper()
	c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
		_, attempt := poll(n)
		return newResponse(200, a.wrap(attempt)), nil
	})
	return &Client{Client: gen.NewClient(c)}
}
