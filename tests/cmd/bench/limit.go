package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// limit is net/http alone: it sends prepared requests and discards the bodies. No client that uses
// net/http is faster.
type limit struct {
	http     *http.Client
	endpoint string
	items    int
}

// newLimit takes the number of items, because limit does not read the list.
func newLimit(endpoint string, items int) *limit {
	return &limit{&http.Client{Transport: newTransport()}, endpoint, items}
}

func (l *limit) create(ctx context.Context) error {
	return l.post(ctx, pathCreate, `{"acs_user_id":"`+acsUser+`","access_method":"code","code":"`+pin+`"}`)
}

func (l *limit) page(ctx context.Context) (int, error) {
	return min(l.items, pageSize), l.post(ctx, pathList, `{"limit":500}`)
}

func (l *limit) list(ctx context.Context) (int, error) {
	for n := 0; n < l.items; n += pageSize {
		if err := l.post(ctx, pathList, `{"limit":500,"page_cursor":"`+strconv.Itoa(n)+`"}`); err != nil {
			return n, err
		}
	}
	return l.items, nil
}

func (l *limit) wait(ctx context.Context, id string) error {
	return l.post(ctx, pathLook, `{"action_attempt_id":"`+id+`"}`)
}

func (l *limit) post(ctx context.Context, path, body string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.endpoint+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+apiKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := l.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, resp.Status)
	}
	return nil
}
