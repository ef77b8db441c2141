package seam_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A server changes the end of credentials for the programs that call it, and its status says what happened at
// Seam. The errors are checked in the order of the table in the section "Errors" of the package documentation.
//
// To change an end twice does no harm, so the caller may send the request again after 429, 502 and 504. If your
// handler creates something, look for it before you send a call with an unknown outcome again: see the guide
// OutcomeUnknown.
func Example_httpErrors() {
	demo := newHTTPErrorsDemo()
	srv, id := demo.srv, demo.credentialID

	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	fmt.Println(demo.patch(id, `{"ends_at": "tomorrow"}`))
	fmt.Println(demo.patch(id, `{"ends_at": "2001-01-02T12:00:00Z"}`))
	fmt.Println(demo.patch("11111111-1111-4111-8111-111111111111", `{"ends_at": "2126-01-02T12:00:00Z"}`))

	srv.FailNext(updateEndPath, http.StatusConflict, "conflict", "The credential is being changed")
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	srv.LimitNext(updateEndPath, 30*time.Second)
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	srv.FailNext(updateEndPath, http.StatusUnauthorized, "unauthorized", "The API key has expired")
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	srv.ResetAfterNext(updateEndPath) // processes the next call and loses the response
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))

	srv.ChangeNext(updateEndPath, func(response map[string]any) { delete(response, "acs_credential") })
	srv.FailNext("/acs/credentials/get", http.StatusNotFound, "acs_credential_not_found", "Not found")
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	srv.DelayNext(updateEndPath, time.Hour)
	demo.server.timeout = 50 * time.Millisecond
	fmt.Println(demo.patch(id, `{"ends_at": "2126-01-02T12:00:00Z"}`))
	// Output:
	// 200 ends at 2126-01-02T12:00:00Z
	// 400 ends_at must be a time, such as "2126-01-02T12:00:00Z"
	// 400 ends_at: Must be in the future
	// 404 no such credential
	// 409 not changed, because something else is changing the credential
	// 429 not changed: send it again later (Retry-After: 30)
	// 500 not changed
	// 502 maybe changed: send it again
	// 502 changed, but the result cannot be read
	// 504 no response from Seam in time: send it again
}

// endServer serves PATCH /credentials/{id}.
type endServer struct {
	client *seam.Client
	// timeout bounds the calls to Seam, with their retries. It is shorter than the patience of the callers.
	timeout time.Duration
}

func (s *endServer) patch(w http.ResponseWriter, r *http.Request) {
	var change struct {
		EndsAt time.Time `json:"ends_at"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&change)
	if err != nil || change.EndsAt.IsZero() {
		http.Error(w, `ends_at must be a time, such as "2126-01-02T12:00:00Z"`, http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.timeout)
	defer cancel()
	credential, err := s.client.ACS.Credentials.Update(ctx, r.PathValue("id"), seam.CredentialUpdate{EndsAt: change.EndsAt})
	if err != nil {
		sayFailed(w, err) // Also log err, with the ID of the credential.
		return
	}
	_, _ = fmt.Fprintln(w, "ends at", credential.EndsAt.Format(time.RFC3339))
}

// sayFailed responds to a request whose change failed.
func sayFailed(w http.ResponseWriter, err error) {
	if e, ok := errors.AsType[*seam.Error](err); ok && e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(e.RetryAfter.Seconds()))))
	}
	const late = "no response from Seam in time: send it again"
	_, isMade := errors.AsType[*gen.MissingResultError](err)
	isLate := errors.Is(err, context.DeadlineExceeded)
	switch {
	case isMade:
		http.Error(w, "changed, but the result cannot be read", http.StatusBadGateway)
	case errors.Is(err, seam.ErrOutcomeUnknown) && isLate:
		http.Error(w, late, http.StatusGatewayTimeout)
	case errors.Is(err, seam.ErrOutcomeUnknown):
		http.Error(w, "maybe changed: send it again", http.StatusBadGateway)
	case errors.Is(err, seam.ErrRateLimited):
		http.Error(w, "not changed: send it again later", http.StatusTooManyRequests)
	case errors.Is(err, seam.ErrNotFound):
		http.Error(w, "no such credential", http.StatusNotFound)
	case errors.Is(err, seam.ErrInvalidInput):
		http.Error(w, invalidFields(err), http.StatusBadRequest)
	case errors.Is(err, seam.ErrConflict):
		http.Error(w, "not changed, because something else is changing the credential", http.StatusConflict)
	case errors.Is(err, seam.ErrUnauthorized): // The caller cannot do anything about the key of this server.
		http.Error(w, "not changed", http.StatusInternalServerError)
	case isLate: // Not changed: the time was over before the call was sent.
		http.Error(w, late, http.StatusGatewayTimeout)
	default: // Seam cannot be reached, or the caller has left.
		http.Error(w, "not changed: send it again", http.StatusBadGateway)
	}
}

// invalidFields lists the invalid fields. Checks of this package name Go fields, and Seam names fields in JSON.
func invalidFields(err error) string {
	var fields []string
	if e, ok := errors.AsType[*seam.ParamsError](err); ok {
		for _, p := range e.Problems {
			fields = append(fields, p.String())
		}
	}
	if e, ok := errors.AsType[*seam.Error](err); ok {
		for _, f := range e.ValidationErrors {
			fields = append(fields, f.Field+": "+strings.Join(f.Messages, ", "))
		}
	}
	return strings.Join(fields, "; ")
}

const updateEndPath = "/acs/credentials/update"

// httpErrorsDemo is a fake Seam with a credential, behind a server.
type httpErrorsDemo struct {
	srv          *seamtest.Server
	server       *endServer
	credentialID string
}

func newHTTPErrorsDemo() httpErrorsDemo {
	srv := seamtest.NewServer()
	client := srv.Client(seam.WithRetries(0)) // Without retries, the example ends sooner.
	user, err := client.ACS.Users.Create(context.Background(), &gen.ACSUsersCreateRequest{
		ACSSystemID: srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), FullName: "Ada Lovelace",
	})
	if err != nil {
		log.Fatal(err)
	}
	credential, err := client.ACS.Credentials.Create(context.Background(), seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID), Method: seam.Code{PIN: "1815"}, EndsAt: time.Now().Add(72 * time.Hour),
	})
	if err != nil {
		log.Fatal(err)
	}
	return httpErrorsDemo{srv, &endServer{client: client, timeout: 10 * time.Second}, credential.ACSCredentialID}
}

// patch sends a request to the server and returns its response.
func (d httpErrorsDemo) patch(id, body string) string {
	mux := http.NewServeMux()
	mux.HandleFunc("PATCH /credentials/{id}", d.server.patch)
	recorder := httptest.NewRecorder()
	mux.ServeHTTP(recorder, httptest.NewRequest(http.MethodPatch, "/credentials/"+id, strings.NewReader(body)))
	text := fmt.Sprint(recorder.Code, " ", strings.TrimSpace(recorder.Body.String()))
	if wait := recorder.Header().Get("Retry-After"); wait != "" {
		text += " (Retry-After: " + wait + ")"
	}
	return text
}
