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
	// sessionMargin is how long before its end a client session is renewed, so that it does not end
	// between the check and the arrival of the request.
	sessionMargin = time.Minute
	// minSessionUse is how long a session is used at least, even if it seems to have ended: the clock
	// here may be wrong, and Seam may return a session that is about to end. Seam rejects one that
	// really has ended, and it is opened again then.
	minSessionUse = 15 * time.Second
)

// opensSession is /client_sessions/get_or_create. The document gives it no idempotent twin, but
// with the same user identifier key it returns the same session, so it may be repeated.
var opensSession = &gen.Operation{
	Path: "/client_sessions/get_or_create", Key: "client_session", Kind: gen.One, Effect: gen.Idempotent,
}

// PublishableKey authorizes with a publishable key ("seam_pk…"), which is no secret, and the
// identifier of a user, which should be one: the client opens the client session of that user
// before its first call, and opens it again when it ends or Seam refuses it.
func PublishableKey(key, userIdentifierKey string) Auth {
	return publishableKey{redact.NewSecret(key), redact.NewSecret(userIdentifierKey)}
}

// sessionOpener is an Auth that authorizes no more than opening the session whose token the calls go
// out with. It is asked for by what it can do, not by its type, so that a program that has no
// publishable key is linked without the sessions.
type sessionOpener interface {
	// withSession returns the Auth for a client whose session is opened with c, which the sessionOpener
	// authorizes.
	withSession(c *caller) Auth
}

// publishableKey is what authorizes opening the session; the calls of the user go out with the
// userSession that a client makes of it.
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

// bodySecrets is what the request holds outside its headers.
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
	if err := c.Call(ctx, opensSession, request, &response); err != nil {
		return sessionToken{}, withoutMintedToken(err)
	}
	session := response.ClientSession
	if err := checkHeaderText(session.Token); err != nil {
		return sessionToken{}, fmt.Errorf("seam: POST %s: the token in the response cannot be used: %w", opensSession.Path, err)
	}
	return sessionToken{redact.NewSecret(session.Token), session.ExpiresAt, time.Now()}, nil
}

// withoutMintedToken forgets the body of a successful answer that could not be read: it may hold
// a token that nobody knows yet, which therefore was not redacted.
func withoutMintedToken(err error) error {
	if e, ok := errors.AsType[*Error](err); ok && e.StatusCode/100 == 2 {
		e.Body = ""
	}
	return err
}

// userSession authorizes with a client session that it opens, and opens again, when needed.
type userSession struct {
	open func(context.Context) (sessionToken, error)

	mu      sync.Mutex
	current sessionToken
	opening *opening
}

// opening is a session being opened by one call while others wait for it.
type opening struct {
	done  chan struct{}
	token sessionToken
	err   error
	// abandoned says that err is only the end of the opening call's own context.
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

// Renew forgets the session that was refused, unless another call has already replaced it: many
// calls find out at once that a session has ended, and one new session is enough.
func (s *userSession) Renew(_ context.Context, refused http.Header) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.token.Value() == refused.Get(clientSessionHeader) {
		s.current = sessionToken{}
	}
	return nil
}

func (s *userSession) token(ctx context.Context) (sessionToken, error) {
	for {
		current, running, mine := s.join(time.Now())
		switch {
		case running == nil:
			return current, nil
		case mine:
			s.lead(ctx, running)
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

// join returns the session if it is good, and otherwise the opening to wait for; mine is true if
// the caller is the one to carry that out.
func (s *userSession) join(now time.Time) (current sessionToken, running *opening, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.goodAt(now) {
		return s.current, nil, false
	}
	if s.opening != nil {
		return sessionToken{}, s.opening, false
	}
	s.opening = &opening{done: make(chan struct{})}
	return sessionToken{}, s.opening, true
}

func (s *userSession) lead(ctx context.Context, running *opening) {
	// Should open panic, those who wait must not wait for ever.
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

// goodAt is true for a session whose end is not known: Seam rejects it when it has ended.
func (t sessionToken) goodAt(now time.Time) bool {
	if t.token.Value() == "" {
		return false
	}
	return t.expires.IsZero() || now.Before(t.expires.Add(-sessionMargin)) || now.Before(t.opened.Add(minSessionUse))
}
