package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// endedAttempt is the ID of an attempt that has ended from the start.
const endedAttempt = "2c3e9b1d-7c35-4c0c-9a36-0c7d8bb1f6a5"

const (
	pendingAttempt   = `{"action_attempt":{"action_attempt_id":"%s","action_type":"UNLOCK_DOOR","status":"pending","result":null,"error":null},"ok":true}`
	succeededAttempt = `{"action_attempt":{"action_attempt_id":"%s","action_type":"UNLOCK_DOOR","status":"success","result":{"was_confirmed_by_device":true},"error":null},"ok":true}`
)

// generator creates random credentials, the same ones in each run.
type generator struct{ *rand.Rand }

// cannedCredentials returns n credentials in JSON, of all kinds and with all their fields.
func cannedCredentials(n int) ([][]byte, error) {
	g := generator{rand.New(rand.NewPCG(1, 2))}
	made := make([][]byte, n)
	for i := range made {
		encoded, err := json.Marshal(g.credential(i))
		if err != nil {
			return nil, err
		}
		made[i] = encoded
	}
	return made, nil
}

func (g generator) credential(i int) *bareCredential {
	created := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(g.Int64N(int64(90 * 24 * time.Hour)))).Truncate(time.Millisecond)
	guest := guests[g.IntN(len(guests))]
	c := &bareCredential{
		ACSCredentialID:                        g.uuid(),
		ACSUserID:                              g.uuid(),
		UserIdentityID:                         g.uuid(),
		ACSSystemID:                            g.uuid(),
		ConnectedAccountID:                     g.uuid(),
		WorkspaceID:                            g.uuid(),
		ParentACSCredentialID:                  g.uuid(),
		ACSCredentialPoolID:                    g.uuid(),
		DisplayName:                            fmt.Sprintf("%s, room %d", guest, 100+g.IntN(900)),
		IsManaged:                              true,
		IsLatestDesiredStateSyncedWithProvider: new(true),
		LatestDesiredStateSyncedWithProviderAt: new(created.Add(3217 * time.Millisecond)),
		CreatedAt:                              created,
		StartsAt:                               new(created.Add(24 * time.Hour).Truncate(time.Hour)),
		EndsAt:                                 new(created.Add(96 * time.Hour).Truncate(time.Hour)),
		Errors:                                 []bareCredentialError{},
		Warnings:                               []bareCredentialWarning{},
	}
	switch i % 4 {
	case 0:
		g.code(c)
	case 1:
		g.visionlineCard(c)
	case 2:
		g.vostioKey(c)
	case 3:
		g.mobileKey(c)
	}
	return c
}

func (g generator) code(c *bareCredential) {
	c.AccessMethod, c.ExternalType, c.ExternalTypeDisplayName = "code", "salto_ks_credential", "Salto KS Credential"
	c.Code = new(fmt.Sprintf("%06d", g.IntN(1e6)))
	c.IsOneTimeUse = g.IntN(2) == 0
	c.Errors = []bareCredentialError{{
		ErrorCode: "failed_to_set_on_device", CreatedAt: c.CreatedAt,
		Message: "The code could not be set on \"" + doors[g.IntN(len(doors))] + "\": the lock is offline.",
	}}
	c.Warnings = []bareCredentialWarning{{
		WarningCode: "unknown_issue_with_acs_credential", CreatedAt: c.CreatedAt.Add(time.Hour),
		Message: "The credential could not be brought to the access system for a reason that is not known.",
	}}
}

func (g generator) visionlineCard(c *bareCredential) {
	c.AccessMethod, c.ExternalType, c.ExternalTypeDisplayName = "card", "visionline_card", "Visionline Card"
	c.CardNumber = new(fmt.Sprintf("%010d", g.Int64N(1e10)))
	c.IsIssued, c.IssuedAt = true, new(c.CreatedAt.Add(time.Minute))
	c.Visionline = &bareVisionline{
		AutoJoin: true, CardFunctionType: "guest", IsValid: true,
		CardID: strconv.Itoa(g.IntN(1e6)), CredentialID: strconv.Itoa(g.IntN(1e6)),
		CommonACSEntranceIDs: g.uuids(3), GuestACSEntranceIDs: g.uuids(3), JoinerACSCredentialIDs: g.uuids(3),
	}
}

func (g generator) vostioKey(c *bareCredential) {
	c.AccessMethod, c.ExternalType, c.ExternalTypeDisplayName = "card", "assa_abloy_vostio_key", "Assa Abloy Vostio Key"
	c.CardNumber = new(fmt.Sprintf("%010d", g.Int64N(1e10)))
	c.Vostio = &bareVostio{
		AutoJoin: true, DoorNames: []string{doors[g.IntN(len(doors))], doors[g.IntN(len(doors))]},
		EndpointID: g.uuid(), KeyID: g.uuid(), KeyIssuingRequestID: g.uuid(), OverrideGuestACSEntranceIDs: g.uuids(4),
	}
	c.Warnings = []bareCredentialWarning{{
		WarningCode: "waiting_to_be_issued", CreatedAt: c.CreatedAt,
		Message: "The credential waits to be written onto a card: present one to an encoder of the access system.",
	}}
}

func (g generator) mobileKey(c *bareCredential) {
	c.AccessMethod, c.ExternalType, c.ExternalTypeDisplayName = "mobile_key", "hid_credential", "HID Credential"
	c.IsMultiPhoneSyncCredential = true
	c.Warnings = []bareCredentialWarning{{
		WarningCode: "schedule_modified", CreatedAt: c.CreatedAt,
		Message: "The start lay in the past and was moved to the time of creation.",
	}, {
		WarningCode: "waiting_to_be_issued", CreatedAt: c.CreatedAt,
		Message: "The key waits for the phone of its holder to be set up as a credential.",
	}}
}

func (g generator) uuid() string {
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", g.Uint32(), g.IntN(1<<16), g.IntN(1<<12), g.IntN(1<<12), g.Int64N(1<<48))
}

func (g generator) uuids(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = g.uuid()
	}
	return ids
}

var guests = []string{"Ada Lovelace", "José Álvarez", "Grace Hopper", "Zoë Müller-Lüdenscheidt", "王小明", "O'Brien & Sons"}

var doors = []string{"Front Door", "Garage", "Spa & Pool", "Lift 2", "Zimmer 204"}
