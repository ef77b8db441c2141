package seam

import "testing"

// The page about reservations has many samples that differ only in the guest, the doors and the times. Some
// of them show what Seam rejects: they are sent, too, because only Seam knows the reservation.
func TestReservationSamples(t *testing.T) {
	const (
		page     = guide + "reservation-access-grants"
		saturday = "2025-05-10T15:00:00Z"
		checkout = "2025-05-14T11:00:00Z"
	)
	room101, room203 := []string{"room-101"}, []string{"room-203"}
	for _, tt := range []struct {
		name, guest       string
		entrances, spaces []string
		from, to, key     string
		body              string
	}{
		{
			"mixed grants", "guest-1", []string{"room-101-id", "gym-id", "lobby-id"}, nil, saturday, checkout, "stay-1",
			`{"user_identity_id":"guest-1","acs_entrance_ids":["room-101-id","gym-id","lobby-id"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{
			"create", "guest-1", []string{"room-101-id"}, nil, saturday, checkout, "stay-1",
			`{"user_identity_id":"guest-1","acs_entrance_ids":["room-101-id"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{ // starts_at and ends_at are variables, here and in rule 2 and scenario 2.
			"rule 1", "guest-1", []string{"gym-id", "pool-id"}, nil, saturday, checkout, "stay-1",
			`{"user_identity_id":"guest-1","acs_entrance_ids":["gym-id","pool-id"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{
			"rule 2", "guest-1", nil, room203, saturday, checkout, "stay-1",
			`{"user_identity_id":"guest-1","space_ids":["room-203"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{
			"scenarios 1 and 3, first", "guest-1", nil, room101, saturday, checkout, "stay-1",
			`{"user_identity_id":"guest-1","space_ids":["room-101"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{
			"scenario 1, next guest", "guest-2", nil, room101, "2025-05-14T15:00:00Z", "2025-05-16T11:00:00Z", "stay-2",
			`{"user_identity_id":"guest-2","space_ids":["room-101"],"starts_at":"2025-05-14T15:00:00Z",
			"ends_at":"2025-05-16T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-2"}`,
		},
		{
			"scenario 2, joiner", "g2", nil, room101, saturday, checkout, "stay-1",
			`{"user_identity_id":"g2","space_ids":["room-101"],"starts_at":"2025-05-10T15:00:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
		{
			"scenario 3, new room", "guest-1", nil, room203, "2025-05-10T15:30:00Z", checkout, "stay-1",
			`{"user_identity_id":"guest-1","space_ids":["room-203"],"starts_at":"2025-05-10T15:30:00Z",
			"ends_at":"2025-05-14T11:00:00Z","requested_access_methods":[{"mode":"card"}],"reservation_key":"stay-1"}`,
		},
	} {
		t.Run(page+" "+tt.name, func(t *testing.T) {
			client, sent := sampleClient(t)
			_, err := client.AccessGrants.Create(t.Context(), AccessGrantParams{
				Grantee: UserIdentity(tt.guest), EntranceIDs: tt.entrances, SpaceIDs: tt.spaces, Methods: []GrantMethod{Card{}},
				StartsAt: sampleTime(tt.from), EndsAt: sampleTime(tt.to), ReservationKey: tt.key,
			})
			if err != nil {
				t.Fatal(err)
			}
			sentSample(t, *sent, pathCreateAccessGrant, tt.body)
		})
	}
}

// The samples for rules 3 and 4 of the page about reservations leave out requested_access_methods, which the
// OpenAPI document requires.
func TestSamplesWithoutMethods(t *testing.T) {
	from, to := sampleTime("2025-05-10T15:00:00Z"), sampleTime("2025-05-14T11:00:00Z")
	for name, params := range map[string]AccessGrantParams{
		"rule 3, subset":         {Grantee: UserIdentity("guest-2"), SpaceIDs: []string{"room-101"}, StartsAt: from, EndsAt: to},
		"rule 3, superset":       {Grantee: UserIdentity("guest-3"), SpaceIDs: []string{"room-101", "room-102"}, StartsAt: from, EndsAt: to},
		"rule 4, first":          {Grantee: UserIdentity("guest-1"), SpaceIDs: []string{"room-101"}, StartsAt: from, EndsAt: to},
		"rule 4, overlapping":    {Grantee: UserIdentity("guest-2"), SpaceIDs: []string{"room-101"}, StartsAt: sampleTime("2025-05-11T11:00:00Z"), EndsAt: to},
		"rule 4, no overlapping": {Grantee: UserIdentity("guest-3"), SpaceIDs: []string{"room-101"}, StartsAt: sampleTime("2025-05-15T15:00:00Z"), EndsAt: sampleTime("2025-05-18T11:00:00Z")},
	} {
		params.ReservationKey = "stay-1"
		client, sent := sampleClient(t)
		_, err := client.AccessGrants.Create(t.Context(), params)
		wantProblems(t, guide+"reservation-access-grants "+name, err, pathCreateAccessGrant, []string{"Methods"})
		if len(*sent) != 0 {
			t.Errorf("%s: sent %v", name, *sent)
		}
	}
}
