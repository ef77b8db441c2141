package seam_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

var sentinels = map[string]error{
	"ErrUnauthorized":   seam.ErrUnauthorized,
	"ErrNotFound":       seam.ErrNotFound,
	"ErrRateLimited":    seam.ErrRateLimited,
	"ErrInvalidInput":   seam.ErrInvalidInput,
	"ErrConflict":       seam.ErrConflict,
	"ErrOutcomeUnknown": seam.ErrOutcomeUnknown,

	"ErrWebhookSignature": seam.ErrWebhookSignature,
	"ErrWebhookTimestamp": seam.ErrWebhookTimestamp,
	"ErrWebhookBody":      seam.ErrWebhookBody,
}

// TestErrorIdentity checks which sentinels each error matches, from outside the package.
func TestErrorIdentity(t *testing.T) {
	tests := []struct {
		err  seam.Error
		want []string
	}{
		{seam.Error{}, nil},
		{seam.Error{StatusCode: 200}, nil},
		{seam.Error{StatusCode: 400}, []string{"ErrInvalidInput"}},
		{seam.Error{StatusCode: 400, Type: "invalid_input"}, []string{"ErrInvalidInput"}},
		{seam.Error{StatusCode: 400, Type: "device_not_found"}, []string{"ErrNotFound"}},
		{seam.Error{StatusCode: 200, Type: "invalid_input"}, []string{"ErrInvalidInput"}},
		{seam.Error{StatusCode: 401}, []string{"ErrUnauthorized"}},
		{seam.Error{StatusCode: 403}, []string{"ErrUnauthorized"}},
		{seam.Error{StatusCode: 404}, []string{"ErrNotFound"}},
		{seam.Error{StatusCode: 404, Type: "acs_credential_not_found"}, []string{"ErrNotFound"}},
		{seam.Error{StatusCode: 200, Type: "acs_user_not_found"}, []string{"ErrNotFound"}},
		{seam.Error{StatusCode: 409}, []string{"ErrConflict"}},
		{seam.Error{StatusCode: 422}, []string{"ErrInvalidInput"}},
		{seam.Error{StatusCode: 429}, []string{"ErrRateLimited"}},
		{seam.Error{StatusCode: 500}, nil},
		{seam.Error{StatusCode: 502, OutcomeUnknown: true}, []string{"ErrOutcomeUnknown"}},
		{seam.Error{OutcomeUnknown: true}, []string{"ErrOutcomeUnknown"}},
	}
	for _, tt := range tests {
		err := fmt.Errorf("issuing a key card: %w", &tt.err)
		for name, sentinel := range sentinels {
			want := false
			for _, w := range tt.want {
				want = want || w == name
			}
			if got := errors.Is(err, sentinel); got != want {
				t.Errorf("%v: errors.Is %s is %v", err, name, got)
			}
		}
		e, ok := errors.AsType[*seam.Error](err)
		if !ok || e != &tt.err {
			t.Errorf("%v: errors.As does not find it", err)
		}
		for _, other := range []error{context.Canceled, io.EOF, nil} {
			if errors.Is(err, other) {
				t.Errorf("%v is %v", err, other)
			}
		}
	}
}

// TestSentinelsAreDistinct checks that no sentinel matches another.
func TestSentinelsAreDistinct(t *testing.T) {
	for name, err := range sentinels {
		for other, target := range sentinels {
			if errors.Is(err, target) != (name == other) {
				t.Errorf("%s and %s", name, other)
			}
		}
	}
}

// TestErrorText checks the text of errors.
func TestErrorText(t *testing.T) {
	for want, err := range map[string]seam.Error{
		"seam": {},
		"seam: POST /acs/credentials/get: 404 acs_credential_not_found: No such credential (request req_1)": {
			Operation: "/acs/credentials/get", StatusCode: 404, Type: "acs_credential_not_found",
			Message: "No such credential", RequestID: "req_1",
		},
		"seam: POST /locks/unlock_door: 502 Bad Gateway: outcome unknown, it may have been processed": {
			Operation: "/locks/unlock_door", StatusCode: 502, OutcomeUnknown: true,
		},
	} {
		if got := err.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestErrorJSON checks that an error can be logged as JSON.
func TestErrorJSON(t *testing.T) {
	encoded, err := json.Marshal(&seam.Error{Operation: "/x", StatusCode: 400, Type: "t", Body: "<h1>"})
	if err != nil || len(encoded) == 0 {
		t.Errorf("%s, %v", encoded, err)
	}
}
