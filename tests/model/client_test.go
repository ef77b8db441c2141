package model

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	seam "github.com/seam-go/seam/wrapper"
)

// apiKey and vaultKey are the secrets that must appear in no error; only the first has the form of
// an API key.
const (
	apiKey   = "seam_model1_7hqXzv3RkPw9LmTb"
	vaultKey = "Zq81kfm20cXs7Vd4"
)

// limiter delays requests, and may fail.
type limiter struct {
	n      *network
	delay  time.Duration
	failAt int // the number of the wait that fails; 0 for none
	waits  int
}

// Wait implements the limiter of the client.
func (l *limiter) Wait(ctx context.Context) error {
	l.waits++
	if l.waits == l.failAt {
		return l.n.fails("the limiter")
	}
	timer := time.NewTimer(l.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// fails notes a failure on this side of the network. Only a call that has sent the key before can
// know it, so only then is it in the error.
func (n *network) fails(who string) error {
	text := who + " failed"
	if n.retrying() {
		text += n.echo()
	}
	err := errors.New(text)
	n.note(event{path: who, fault: "fails", knows: notProcessed, is: err, text: who + " failed"})
	return err
}

// vault is an auth that is asked for each request, and may fail.
type vault struct {
	n      *network
	failAt int
	asked  int
}

// Authorize implements [seam.Auth].
func (v *vault) Authorize(_ context.Context, header http.Header) error {
	v.asked++
	if v.asked == v.failAt {
		return v.n.fails("the vault")
	}
	header.Set("Authorization", "Bearer "+v.n.key)
	return nil
}

// renewer is a vault that gets a new key when Seam rejects the old one.
type renewer struct {
	vault
	fails bool
}

// Renew implements [seam.Renewer].
func (r *renewer) Renew(context.Context, http.Header) error {
	if r.fails {
		return r.n.fails("the renewal")
	}
	return nil
}

// settings are the options of a client, chosen by chance.
type settings struct {
	retries int
	timeout time.Duration
	wait    time.Duration // of the limiter
	text    string
}

// newClient makes the client of one call.
func (n *network) newClient() (*seam.Client, settings) {
	s := settings{retries: pick(n.rng, 0, 1, 2, 2, 2, 4), timeout: pick(n.rng, 30*time.Second, 30*time.Second, 2*time.Second, 10*time.Second)}
	s.text = fmt.Sprintf("%d retries, attempts of %v", s.retries, s.timeout)
	opts := []seam.Option{
		seam.WithTransport(n), seam.WithRetries(s.retries), seam.WithAttemptTimeout(s.timeout), seam.WithMaxResponseBytes(64 << 10),
	}
	if n.rng.IntN(4) == 0 {
		l := &limiter{n: n, failAt: n.rng.IntN(5), delay: pick(n.rng, 0, time.Second, 5*time.Second)}
		s.wait = l.delay
		s.text += fmt.Sprintf(", a limiter of %v%s", l.delay, failing(l.failAt))
		opts = append(opts, seam.WithLimiter(l))
	}
	auth, text := n.newAuth()
	s.text += text
	client, err := seam.NewClient(auth, opts...)
	if err != nil {
		panic(err)
	}
	return client, s
}

func (n *network) newAuth() (seam.Auth, string) {
	v := vault{n: n, failAt: n.rng.IntN(5)}
	n.key = vaultKey
	switch n.rng.IntN(6) {
	case 0:
		return &v, ", a vault" + failing(v.failAt)
	case 1:
		r := &renewer{v, n.rng.IntN(2) == 0}
		return r, ", a vault that renews its key" + failing(v.failAt)
	default:
		n.key = apiKey
		return seam.APIKey(apiKey), ""
	}
}

func failing(at int) string {
	if at == 0 {
		return ""
	}
	return fmt.Sprintf(" that fails the %d. time", at)
}

// retrying reports whether the same call has certainly sent a request before: the model does not
// know where a method begins another call, such as for the next page.
func (n *network) retrying() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.oneCall && len(n.events) > 0 && n.events[len(n.events)-1].path[0] == '/'
}

// requests returns how many requests have been sent.
func (n *network) requests() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	count := 0
	for _, e := range n.events {
		if e.path[0] == '/' {
			count++
		}
	}
	return count
}
