package demo

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision"
)

// Account is what became of the bookings, by what the fake Seam has in the end.
type Account struct {
	// Wanted is the bookings that were not cancelled, and Made those of them that have exactly what was
	// booked.
	Wanted, Made int
	// Doubled have more than one, Missing none, Wrong have other times or another door, and Left exist
	// although they were cancelled.
	Doubled, Missing, Wrong, Left int
	// Told is how many guests the workers know to have access that was issued, of Issuable.
	Told, Issuable int
	// Traffic is what the fake saw.
	Traffic Traffic
	// Kills is how many workers were killed.
	Kills int
}

// Perfect reports whether each guest has exactly what was booked.
func (a *Account) Perfect() bool {
	return a.Doubled+a.Missing+a.Wrong+a.Left+a.Traffic.AboveLimit == 0 && a.Made == a.Wanted && a.Told == a.Issuable
}

// access is what the fake has for one booking.
type access struct{ startsAt, endsAt, deviceID string }

// take compares the fake with the bookings.
func (a *Account) take(ctx context.Context, client *seam.Client, booked []provision.Booking) error {
	found, err := inventory(ctx, client, booked)
	if err != nil {
		return err
	}
	for _, b := range booked {
		resources := found[b.Key]
		if b.Cancelled {
			if len(resources) > 0 {
				a.Left++
			}
			continue
		}
		a.Wanted++
		switch {
		case len(resources) == 0:
			a.Missing++
		case len(resources) > 1:
			a.Doubled++
		case resources[0] != wanted(b):
			a.Wrong++
		default:
			a.Made++
		}
	}
	return nil
}

const timeFormat = "2006-01-02T15:04:05.000"

func wanted(b provision.Booking) access {
	return access{b.StartsAt.UTC().Format(timeFormat), b.EndsAt.UTC().Format(timeFormat), b.Place.DeviceID}
}

// inventory lists what the fake has, by the key of the booking.
func inventory(ctx context.Context, client *seam.Client, booked []provision.Booking) (map[string][]access, error) {
	found := map[string][]access{}
	methodOf, devices := map[string]provision.Method{}, map[string]bool{}
	for _, b := range booked {
		methodOf[b.Key] = b.Method
		if b.Place.DeviceID != "" {
			devices[b.Place.DeviceID] = true
		}
	}
	keyOf := map[string]string{}
	for identity, err := range client.UserIdentities.List(ctx, nil) {
		if err != nil {
			return nil, err
		}
		if identity.UserIdentityKey != nil {
			keyOf[identity.UserIdentityID], _, _ = strings.Cut(*identity.UserIdentityKey, "/")
		}
	}
	for c, err := range client.ACS.Credentials.List(ctx, seam.CredentialFilter{}) {
		if err != nil {
			return nil, err
		}
		// Those of grants belong to the grants.
		if key := keyOf[c.UserIdentityID]; methodOf[key] == provision.Credential {
			found[key] = append(found[key], access{c.StartsAt.UTC().Format(timeFormat), c.EndsAt.UTC().Format(timeFormat), ""})
		}
	}
	for g, err := range client.AccessGrants.List(ctx, seam.AccessGrantFilter{}) {
		if err != nil {
			return nil, err
		}
		if g.AccessGrantKey != "" && g.EndsAt != nil {
			found[g.AccessGrantKey] = append(found[g.AccessGrantKey],
				access{g.StartsAt.UTC().Format(timeFormat), g.EndsAt.UTC().Format(timeFormat), ""})
		}
	}
	for device := range devices {
		for c, err := range client.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &device}) {
			if err != nil {
				return nil, err
			}
			if c.Name != nil && c.StartsAt != nil && c.EndsAt != nil {
				found[*c.Name] = append(found[*c.Name],
					access{c.StartsAt.UTC().Format(timeFormat), c.EndsAt.UTC().Format(timeFormat), device})
			}
		}
	}
	return found, nil
}

// print writes the account.
func (a *Account) print(out io.Writer) {
	t := a.Traffic
	fmt.Fprintf(out, "wanted   %6d\n", a.Wanted)
	fmt.Fprintf(out, "made     %6d  exactly as booked\n", a.Made)
	fmt.Fprintf(out, "doubled  %6d\n", a.Doubled)
	fmt.Fprintf(out, "missing  %6d\n", a.Missing)
	fmt.Fprintf(out, "wrong    %6d  other times, or another door\n", a.Wrong)
	fmt.Fprintf(out, "left     %6d  although cancelled\n", a.Left)
	fmt.Fprintf(out, "told     %6d  of %d guests; the others have codes, which a lock is given shortly before the stay\n", a.Told, a.Issuable)
	fmt.Fprintf(out, "calls    %6d  of which %d change something\n", t.Calls, t.Changes)
	fmt.Fprintf(out, "faults   %6d  %d responses lost, %d requests late, %d outages, %d refused with 429\n",
		t.LostResponses+t.LateRequests+t.Outages+t.RateLimited, t.LostResponses, t.LateRequests, t.Outages, t.RateLimited)
	limit := "kept"
	if t.AboveLimit > 0 {
		limit = fmt.Sprintf("exceeded %d times", t.AboveLimit)
	}
	fmt.Fprintf(out, "limit    %s\n", limit)
	fmt.Fprintf(out, "kills    %6d\n", a.Kills)
}
