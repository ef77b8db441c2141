package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

const (
	// sessionMargin is how long before its expiry a client session is replaced, so that it does not
	// expire while a request is on its way.
	sessionMargin = time.Minute
	// minSessionUse is how long a session is used even if it seems to have expired: the local clock
	// may be wrong, and Seam may return a session that is about to expire. If the session really has
	// expired, Seam rejects it, and a new one is opened.
	minSessionUse = 15 * time.Second
)

const pathOpenSession = "/client_sessions/get_or_create"

// PublishableKey authorizes with a publishable key ("seam_pk…"), which is public, and the
// identifier of a user, which should be secret. The client opens a client session for the user
// before its first call, with POST /client_sessions/get_or_create, and a new one when the session
// expires or Seam rejects it.
func PublishableKey(key, userIdentifierKey string) Auth {
	return publishableKey{redact.NewSecret(key), redact.NewSecret(userIdentifierKey)}
}

// sessionOpener is an Auth that can only open a client session; the session's token authorizes all
// other calls. newCaller asks for this interface and not for publishableKey, so that the linker
// drops the session code from programs that have no publishable key.
type sessionOpener interface {
	// withSession returns the Auth of a client whose session is opened through c.
	withSession(c *caller) Auth
}

// publishableKey authorizes opening a session. All other calls are authorized by a userSession.
type publishableKey struct{ key, user redact.Secret }

func (a publishableKey) Authorize(_ context.Context, header http.Header) error {
	header.Set(publishableKeyHeader, a.key.Value())
	return nil
}

func (a publishableKey) Validate() error {
	err := checkToken("PublishableKey", publishableKeyKind, a.key)
	if strings.TrimSpace(a.user.Value()) == "" {
		err = errors.Join(err, errors.New("PublishableKey: userIdentifierKey: it is empty"))
	}
	return err
}

func (publishableKey) String() string   { return "seam.PublishableKey(redacted)" }
func (publishableKey) GoString() string { return "seam.PublishableKey(redacted)" }

// bodySecrets returns the secrets that requests carry outside their headers.
func (a publishableKey) bodySecrets() []string { return []string{a.user.Value()} }

func (a publishableKey) withSession(c *caller) Auth {
	return &userSession{open: func(ctx context.Context) (sessionToken, error) {
		return openSession(ctx, c, a.user.Value())
	}}
}

type sessionToken struct {
	token   redact.Secret
	expires time.Time
	opened  time.Time
}

// openSession opens a client session. That is safe to repeat: with the same user identifier key,
// Seam returns the same session.
func openSession(ctx context.Context, c *caller, user string) (sessionToken, error) {
	request := struct {
		UserIdentifierKey string `json:"user_identifier_key"`
	}{user}
	var response struct {
		ClientSession struct {
			Token     string    `json:"token"`
			ExpiresAt time.Time `json:"expires_at"`
		} `json:"client_session"`
	}
	if err := c.Call(ctx, gen.OperationOf[*gen.ClientSessionsService](pathOpenSession), request, &response); err != nil {
		return sessionToken{}, withoutResponseBody(err)
	}
	session := response.ClientSession
	if err := checkHeaderText(session.Token); err != nil {
		return sessionToken{}, fmt.Errorf("seam: POST %s: the token in the response cannot be used: %w", pathOpenSession, err)
	}
	return sessionToken{redact.NewSecret(session.Token), session.ExpiresAt, time.Now()}, nil
}

// withoutResponseBody removes the body of a successful response that could not be read: it may hold
// a new token, which the client does not know and so cannot remove from the text.
func withoutResponseBody(err error) error {
	if e, ok := errors.AsType[*Error](err); ok && e.StatusCode/100 == 2 {
		e.Body = ""
	}
	return err
}

// userSession authorizes with a client session, and opens a new one when needed.
type userSession struct {
	open func(context.Context) (sessionToken, error)

	mu      sync.Mutex
	current sessionToken
	opening *opening
}

// opening is a session that one call is opening while other calls wait for it.
type opening struct {
	done  chan struct{}
	token sessionToken
	err   error
	// abandoned is true if err only says that the context of the opening call ended.
	abandoned bool
}

func (s *userSession) Authorize(ctx context.Context, header http.Header) error {
	token, err := s.token(ctx)
	if err != nil {
		return err
	}
	setClientSession(header, token.token.Value())
	return nil
}

// Renew drops the rejected session, unless another call has already replaced it: many calls notice
// at once that a session has expired, and one new session is enough.
func (s *userSession) Renew(_ context.Context, rejected http.Header) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.token.Value() == rejected.Get(clientSessionHeader) {
		s.current = sessionToken{}
	}
	return nil
}

// token returns a usable session token, and opens a session if necessary.
func (s *userSession) token(ctx context.Context) (sessionToken, error) {
	for {
		current, running, mine := s.currentOrOpening(time.Now())
		switch {
		case running == nil:
			return current, nil
		case mine:
			s.runOpening(ctx, running)
		default:
			select {
			case <-running.done:
			case <-ctx.Done():
				return sessionToken{}, rest.ContextError(ctx)
			}
			if running.abandoned {
				continue
			}
		}
		return running.token, running.err
	}
}

// currentOrOpening returns the current session if it is usable. Otherwise it returns the opening to
// wait for; mine is true if the caller has to run it.
func (s *userSession) currentOrOpening(now time.Time) (current sessionToken, running *opening, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.usableAt(now) {
		return s.current, nil, false
	}
	if s.opening != nil {
		return sessionToken{}, s.opening, false
	}
	s.opening = &opening{done: make(chan struct{})}
	return sessionToken{}, s.opening, true
}

// runOpening opens the session and wakes the calls that wait for it.
func (s *userSession) runOpening(ctx context.Context, running *opening) {
	// If open panics, the waiting calls must not wait for ever: one of them opens the session.
	running.abandoned = true
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.opening = nil
		if running.err == nil && !running.abandoned {
			s.current = running.token
		}
		close(running.done)
	}()
	running.token, running.err = s.open(ctx)
	running.abandoned = running.err != nil && ctx.Err() != nil
}

// usableAt reports whether the token can be used. A token without an expiry is used until Seam
// rejects it.
func (t sessionToken) usableAt(now time.Time) bool {
	if t.token.Value() == "" {
		return false
	}
	return t.expires.IsZero() || now.Before(t.expires.Add(-sessionMargin)) || now.Before(t.opened.Add(minSessionUse))
}
