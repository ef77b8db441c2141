package provision

import (
	"testing"
	"time"
)

func TestNextStep(t *testing.T) {
	const lifetime = time.Minute
	starts := time.Date(2030, 5, 1, 15, 0, 0, 0, time.UTC)
	booked := Booking{Key: "b", Method: Credential, Place: Place{SystemID: "s", EntranceID: "e"}, StartsAt: starts, EndsAt: starts.AddDate(0, 0, 2)}
	with := func(b Booking, change func(b *Booking)) Booking {
		change(&b)
		return b
	}
	cancelled := with(booked, func(b *Booking) { b.Cancelled = true })
	longer := with(booked, func(b *Booking) { b.EndsAt = b.EndsAt.AddDate(0, 0, 1) })
	later := with(booked, func(b *Booking) { b.StartsAt = b.StartsAt.AddDate(0, 0, 1) })
	moved := with(booked, func(b *Booking) { b.Place.EntranceID = "other" })
	granted := with(booked, func(b *Booking) { b.Method = Grant })
	grantedLater := with(later, func(b *Booking) { b.Method = Grant })
	sent := func(step step, b Booking, age time.Duration) *request {
		return &request{Step: step, Booking: b, age: age}
	}

	for name, test := range map[string]struct {
		state
		want step
		wait time.Duration
	}{
		"new":                               {state{desired: booked}, create, 0},
		"cancelled before it was made":      {state{desired: cancelled}, nothing, 0},
		"made":                              {state{desired: booked, made: &booked, issued: true}, nothing, 0},
		"made, not issued, no event":        {state{desired: booked, made: &booked}, nothing, 0},
		"made, not issued, an event":        {state{desired: booked, made: &booked, events: 1}, check, 0},
		"longer":                            {state{desired: longer, made: &booked}, update, 0},
		"a credential begins later":         {state{desired: later, made: &booked}, remove, 0},
		"a grant begins later":              {state{desired: grantedLater, made: &granted}, update, 0},
		"moved":                             {state{desired: moved, made: &booked}, remove, 0},
		"another method":                    {state{desired: granted, made: &booked}, remove, 0},
		"cancelled":                         {state{desired: cancelled, made: &booked}, remove, 0},
		"refused":                           {state{desired: booked, problem: "no"}, refused, 0},
		"creation under way":                {state{desired: booked, sent: sent(create, booked, 20*time.Second)}, wait, 40 * time.Second},
		"creation under way, cancelled":     {state{desired: cancelled, sent: sent(create, booked, 20*time.Second)}, wait, 40 * time.Second},
		"creation of unknown outcome":       {state{desired: booked, sent: sent(create, booked, lifetime)}, look, 0},
		"grant under way":                   {state{desired: granted, sent: sent(create, granted, 0)}, create, 0},
		"grant under way, changed":          {state{desired: grantedLater, sent: sent(create, granted, 0)}, wait, lifetime},
		"update under way":                  {state{desired: longer, made: &booked, sent: sent(update, longer, 0)}, wait, lifetime},
		"update of unknown outcome":         {state{desired: longer, made: &booked, sent: sent(update, longer, lifetime)}, update, 0},
		"update of unknown outcome, undone": {state{desired: booked, made: &booked, sent: sent(update, longer, lifetime)}, update, 0},
		"update, then cancelled":            {state{desired: cancelled, made: &booked, sent: sent(update, longer, lifetime)}, remove, 0},
		"deletion of unknown outcome":       {state{desired: booked, made: &booked, sent: sent(remove, cancelled, lifetime)}, remove, 0},
	} {
		if got, wait := test.next(lifetime); got != test.want || wait != test.wait {
			t.Errorf("%s: got %s after %s, want %s after %s", name, got, wait, test.want, test.wait)
		}
	}
}
