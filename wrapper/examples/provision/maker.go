package provision

import (
	"context"
	"errors"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// resource is what Seam has for a booking: a credential, an access grant or an access code.
type resource struct {
	id      string
	issued  bool    // the guest can use it
	booking Booking // of which Seam shows a part: the times, and the device of an access code
}

// asBooked is a booking with the times that Seam has. Seam moves a start that has passed; that is no
// difference.
func (t resource) asBooked(b Booking) *Booking {
	if b.StartsAt.After(time.Now()) {
		b.StartsAt = t.booking.StartsAt
	}
	b.EndsAt = t.booking.EndsAt
	return &b
}

// maker makes the resources of one method. The operations that change something send a single request.
type maker interface {
	create(ctx context.Context, identityID string, b Booking) (resource, error)
	// find returns what Seam has for a booking: more than one if something was doubled. It returns an error if
	// the list does not show that.
	find(ctx context.Context, identityID string, b Booking) ([]resource, error)
	// get returns the resource as it is now.
	get(ctx context.Context, id string, b Booking) (resource, error)
	update(ctx context.Context, id string, b Booking) error
	// remove returns nil if there is nothing to remove.
	remove(ctx context.Context, id string, b Booking) error
}

func makers(client *seam.Client) map[Method]maker {
	return map[Method]maker{
		Credential: credentials{client},
		Grant:      grants{client},
		AccessCode: codes{client},
	}
}

// identityOf returns the user identity of a booking, and creates it if there is none. No other booking has
// it, so everything it holds was made for this one: that is how a credential, which has no key, is found.
//
// Its key is that of the booking and the method. Seam accepts a key once, so this can be repeated at any
// time. It has no email address, which would have to be unique, too, and a guest may book twice.
func identityOf(ctx context.Context, client *seam.Client, b Booking) (string, error) {
	made, err := client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		UserIdentityKey: gen.Value(b.Key + "/" + string(b.Method)),
		FullName:        gen.Value(b.Guest),
	})
	if other, ok := errors.AsType[*seam.KeyConflictError](err); ok {
		return other.ID, nil // It exists, with a name that the guest had before.
	}
	if err != nil {
		return "", err
	}
	return made.UserIdentityID, nil
}
