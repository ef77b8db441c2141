package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// bare is the client that a careful engineer writes by hand with net/http and encoding/json for one
// program: full types, a timeout, a check of the status, and bodies read to the end so that
// connections are reused. It has no retries and checks nothing before it sends.
type bare struct {
	http     *http.Client
	endpoint string
}

// newBare uses the defaults of net/http, with connections that no other client shares.
func newBare(endpoint string) *bare {
	return &bare{&http.Client{Transport: newTransport(), Timeout: 30 * time.Second}, endpoint}
}

// newTunedBare keeps as many idle connections as package seam.
func newTunedBare(endpoint string) *bare {
	transport := newTransport()
	transport.MaxIdleConnsPerHost = transport.MaxIdleConns
	return &bare{&http.Client{Transport: transport, Timeout: 30 * time.Second}, endpoint}
}

func newTransport() *http.Transport { return http.DefaultTransport.(*http.Transport).Clone() }

func (b *bare) create(ctx context.Context) error {
	request := newBareCreate()
	var answer struct {
		Credential *bareCredential `json:"acs_credential"`
	}
	if err := b.post(ctx, pathCreate, &request, &answer); err != nil {
		return err
	}
	if answer.Credential == nil || answer.Credential.ACSCredentialID == "" {
		return fmt.Errorf("%s: no credential", pathCreate)
	}
	return nil
}

func (b *bare) page(ctx context.Context) (int, error) {
	page, err := b.listPage(ctx, nil)
	if err != nil {
		return 0, err
	}
	return len(page.Credentials), nil
}

func (b *bare) list(ctx context.Context) (int, error) {
	n := 0
	for cursor := (*string)(nil); ; {
		page, err := b.listPage(ctx, cursor)
		if err != nil {
			return n, err
		}
		for i := range page.Credentials {
			if page.Credentials[i].ACSCredentialID != "" {
				n++
			}
		}
		if !page.Pagination.HasNextPage {
			return n, nil
		}
		cursor = page.Pagination.NextPageCursor
	}
}

type barePage struct {
	Credentials []bareCredential `json:"acs_credentials"`
	Pagination  barePagination   `json:"pagination"`
}

func (b *bare) listPage(ctx context.Context, cursor *string) (*barePage, error) {
	request := struct {
		Limit  int     `json:"limit"`
		Cursor *string `json:"page_cursor,omitempty"`
	}{pageSize, cursor}
	page := new(barePage)
	if err := b.post(ctx, pathList, &request, page); err != nil {
		return nil, err
	}
	return page, nil
}

// pollPause is the mean of the first pause of package seam.
const pollPause = 187500 * time.Microsecond

func (b *bare) wait(ctx context.Context, id string) error {
	for {
		attempt, err := b.look(ctx, id)
		if err != nil {
			return err
		}
		switch attempt.Status {
		case "success":
			return nil
		case "error":
			return fmt.Errorf("%s: %s", attempt.ActionType, attempt.Error.Message)
		}
		select {
		case <-time.After(pollPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (b *bare) look(ctx context.Context, id string) (*bareActionAttempt, error) {
	request := struct {
		ID string `json:"action_attempt_id"`
	}{id}
	var answer struct {
		Attempt *bareActionAttempt `json:"action_attempt"`
	}
	if err := b.post(ctx, pathLook, &request, &answer); err != nil {
		return nil, err
	}
	if answer.Attempt == nil {
		return nil, fmt.Errorf("%s: no action attempt", pathLook)
	}
	return answer.Attempt, nil
}

func (b *bare) post(ctx context.Context, path string, request, response any) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.endpoint+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+apiKey)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "bare/1.0")
	resp, err := b.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s: %s", path, resp.Status, data)
	}
	return json.Unmarshal(data, response)
}
