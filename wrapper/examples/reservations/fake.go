package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// automations plays Seam's Reservation Automations, which the fake does not have: it makes an access grant with
// a PIN for each pushed reservation, and deletes the grants of deleted ones.
type automations struct {
	srv    *seamtest.Server
	client *seam.Client
}

// automate gives unit-101 a lock, and lets automations see all calls of the service. It returns the ID of the
// lock.
func automate(ctx context.Context, conn *app.Connection) (lock string, err error) {
	lock = conn.Fake.AddDevice(seamtest.Device{Name: "Unit 101"})
	_, err = conn.Client.Spaces.Create(ctx, &gen.SpacesCreateRequest{
		Name: "Unit 101", SpaceKey: new("unit-101"), DeviceIDs: []string{lock},
	})
	conn.Client = conn.Fake.Client(seam.WithTransport(automations{conn.Fake, conn.Client}))
	return lock, err
}

// RoundTrip sends one request to the fake, and does what Seam would do afterwards.
func (a automations) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	forwarded := req.Clone(req.Context())
	forwarded.Body = io.NopCloser(bytes.NewReader(body))
	resp, err := a.srv.RoundTrip(forwarded)
	if err != nil || resp.StatusCode != http.StatusOK {
		return resp, err
	}
	switch req.URL.Path {
	case "/customers/push_data":
		return resp, a.push(req.Context(), body)
	case "/customers/delete_data":
		return resp, a.delete(req.Context(), body)
	}
	return resp, nil
}

func (a automations) push(ctx context.Context, body []byte) error {
	var pushed gen.CustomersPushDataRequest
	if err := json.Unmarshal(body, &pushed); err != nil {
		return err
	}
	for i, r := range pushed.Reservations {
		guest := pushed.UserIdentities[i]
		err := a.client.AccessGrants.Update(ctx, seam.GrantKey(r.ReservationKey), seam.AccessGrantUpdate{StartsAt: *r.StartsAt, EndsAt: *r.EndsAt})
		if errors.Is(err, seam.ErrNotFound) {
			_, err = a.client.AccessGrants.Create(ctx, seam.AccessGrantParams{
				Grantee:   seam.NewPerson{FullName: guest.Name, EmailAddress: *guest.EmailAddress, Key: guest.UserIdentityKey},
				SpaceKeys: r.SpaceKeys,
				Methods:   []seam.GrantMethod{seam.Code{}},
				StartsAt:  *r.StartsAt,
				EndsAt:    *r.EndsAt,
				Key:       r.ReservationKey,
			})
		}
		if err != nil && !errors.Is(err, seam.ErrNotFound) { // Seam accepts a unit that does not exist.
			return err
		}
	}
	return nil
}

func (a automations) delete(ctx context.Context, body []byte) error {
	var deleted gen.CustomersDeleteDataRequest
	if err := json.Unmarshal(body, &deleted); err != nil {
		return err
	}
	for _, key := range deleted.ReservationKeys {
		if err := a.client.AccessGrants.Delete(ctx, seam.GrantKey(key)); err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err
		}
	}
	return nil
}
