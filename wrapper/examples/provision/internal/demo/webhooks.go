package demo

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// webhookSender delivers the events of the fake to the workers, as bad as the internet may do it: each twice, in
// any order, and not at all if the worker has just been killed.
type webhookSender struct {
	secret string
	urls   []string
	random *rand.Rand

	mu      sync.Mutex
	waiting [][]byte
}

// newWebhookSender makes a webhook at the fake, which hands its events over.
func newWebhookSender(ctx context.Context, seam *seamtest.Server, urls []string, seed uint64) (*webhookSender, error) {
	webhook, err := seam.Client().Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/webhook"})
	if err != nil {
		return nil, err
	}
	p := &webhookSender{secret: webhook.Secret, urls: urls, random: rand.New(rand.NewPCG(seed, 3))}
	seam.HandleWebhooks(http.HandlerFunc(p.collect))
	return p, nil
}

// collect is called while the fake processes a request, so it only keeps the event.
func (p *webhookSender) collect(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, body, body)
	w.WriteHeader(http.StatusNoContent)
}

// deliver delivers what has been collected, until ctx ends.
func (p *webhookSender) deliver(ctx context.Context) {
	for clock.Sleep(ctx, 200*time.Millisecond) == nil {
		p.mu.Lock()
		batch := p.waiting
		p.waiting = nil
		p.mu.Unlock()
		p.random.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		for _, body := range batch {
			p.post(ctx, p.urls[p.random.IntN(len(p.urls))], body)
		}
	}
}

// post signs an event with the time of this machine: the fake's clock is fast. What does not arrive is lost,
// for the workers to find.
func (p *webhookSender) post(ctx context.Context, url string, body []byte) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return
	}
	seamtest.SignEvent(req.Header, p.secret, "msg", time.Now(), body)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
}

// freeAddress is an address on this machine that nobody listens on.
func freeAddress(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
