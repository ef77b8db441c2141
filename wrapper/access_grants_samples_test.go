package seam

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// These tests compare the requests of this package with the request bodies of the samples in Seam's
// documentation, as they were in July 2026. A page is a path below mintlify-docs in the repository
// seamapi/docs, without its .mdx. Where a sample has a variable, the name of the variable stands for its
// value.

const (
	guide    = "use-cases/granting-access/"
	hotel    = "industry-guides/hospitality-industry-guide/"
	keyGuide = "capability-guides/instant-keys/"

	// apiReference has the samples of the API reference.
	apiReference = "openapi.json"
)

const (
	sampleDevice      = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"
	sampleLobby       = "48ebfb50-c531-43c5-b9ea-409f26dabbd7"
	sampleRoom        = "f74e4879-5991-4e2f-a368-888983dcfbfc"
	sampleGrant       = "ef83cca9-5fdf-4ac2-93f3-c21c5a8be54b"
	sampleMethod      = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
	sampleCloudKey    = "99887766-5544-3322-1100-aabbccddeeff"
	samplePlaceholder = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
)

// sampleTime returns the time that a sample writes in this form.
func sampleTime(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

// sampleClient returns a client that records its requests. The response fits all operations of the samples.
func sampleClient(t *testing.T) (*Client, *[]sentRequest) {
	t.Helper()
	const response = `{"ok":true,"access_grant":{"access_grant_id":"` + grantID + `"},"access_grants":[],"access_method":{},
		"access_methods":[],"batch":{},"action_attempt":{"action_attempt_id":"a","status":"pending"},"pagination":{"has_next_page":false}}`
	var sent []sentRequest
	client, err := NewClient(APIKey(testKey), WithTransport(transportFunc(func(req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		sent = append(sent, sentRequest{req.URL.Path, string(body)})
		return newResponse(http.StatusOK, response), err
	})))
	if err != nil {
		t.Fatal(err)
	}
	return client, &sent
}

// sentSample fails the test unless the only request is the request of the sample. Samples write whole seconds
// with ".000", which this package leaves out.
func sentSample(t *testing.T, sent []sentRequest, path, body string) {
	t.Helper()
	if len(sent) != 1 || sent[0].path != path {
		t.Fatalf("sent %v, want one request to %s", sent, path)
	}
	sameJSON(t, path, sent[0].body, strings.ReplaceAll(body, ".000Z", "Z"))
}

func TestCreateAccessGrantSamples(t *testing.T) {
	const (
		july     = `"starts_at":"2025-07-13T15:00:00.000Z","ends_at":"2025-07-16T11:00:00.000Z"`
		twoDoors = `"acs_entrance_ids":["` + sampleLobby + `","` + sampleRoom + `"]`
	)
	from, to := sampleTime("2025-07-13T15:00:00.000Z"), sampleTime("2025-07-16T11:00:00.000Z")
	jane := NewPerson{FullName: "Jane Doe", EmailAddress: "jane@example.com"}
	person := UserIdentity("22222222-2222-2222-2222-222222222222")
	device, room, doors := []string{sampleDevice}, []string{sampleRoom}, []string{sampleLobby, sampleRoom}
	code, card, mobileKey := []GrantMethod{Code{}}, []GrantMethod{Card{}}, []GrantMethod{MobileKey{}}
	for _, tt := range []struct {
		pages  []string
		params AccessGrantParams
		body   string
	}{
		{
			[]string{guide + "index", guide + "creating-an-access-grant"},
			AccessGrantParams{Grantee: jane, DeviceIDs: device, Methods: code, StartsAt: from, EndsAt: to},
			`{"user_identity":{"full_name":"Jane Doe","email_address":"jane@example.com"},
			"device_ids":["` + sampleDevice + `"],"requested_access_methods":[{"mode":"code"}],` + july + `}`,
		},
		{ // with a PIN
			[]string{guide + "creating-an-access-grant"},
			AccessGrantParams{Grantee: jane, DeviceIDs: device, Methods: []GrantMethod{Code{PIN: "1234"}}, StartsAt: from, EndsAt: to},
			`{"user_identity":{"full_name":"Jane Doe","email_address":"jane@example.com"},
			"device_ids":["` + sampleDevice + `"],"requested_access_methods":[{"mode":"code","code":"1234"}],` + july + `}`,
		},
		{
			[]string{guide + "using-pin-codes"},
			AccessGrantParams{Grantee: person, DeviceIDs: device, Methods: code, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222",
			"device_ids":["` + sampleDevice + `"],"requested_access_methods":[{"mode":"code"}],` + july + `}`,
		},
		{
			[]string{guide + "using-key-cards"},
			AccessGrantParams{Grantee: person, EntranceIDs: room, Methods: card, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222",
			"acs_entrance_ids":["` + sampleRoom + `"],"requested_access_methods":[{"mode":"card"}],` + july + `}`,
		},
		{
			[]string{guide + "using-instant-keys", guide + "using-mobile-keys"},
			AccessGrantParams{Grantee: person, EntranceIDs: room, Methods: mobileKey, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222",
			"acs_entrance_ids":["` + sampleRoom + `"],"requested_access_methods":[{"mode":"mobile_key"}],` + july + `}`,
		},
		{ // no times: from now on, without an end
			[]string{guide + "using-cloud-keys"},
			AccessGrantParams{Grantee: person, EntranceIDs: room, Methods: []GrantMethod{CloudKey{}}, NoEnd: true},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222",
			"acs_entrance_ids":["` + sampleRoom + `"],"requested_access_methods":[{"mode":"cloud_key"}]}`,
		},
		{
			[]string{keyGuide + "using-access-grants-to-issue-instant-keys"},
			AccessGrantParams{Grantee: UserIdentity("43947360-cdc8-4db6-8b22-e079416d1d8b"), EntranceIDs: doors, Methods: mobileKey, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"43947360-cdc8-4db6-8b22-e079416d1d8b",` + twoDoors + `,"requested_access_methods":[{"mode":"mobile_key"}],` + july + `}`,
		},
		{
			[]string{hotel + "granting-access-using-encoded-plastic-key-cards", hotel + "additional-guest-access-actions"},
			AccessGrantParams{Grantee: UserIdentity("jane_user"), EntranceIDs: doors, Methods: card, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"jane_user",` + twoDoors + `,"requested_access_methods":[{"mode":"card"}],` + july + `}`,
		},
		{
			[]string{hotel + "granting-access-using-mobile-keys", hotel + "granting-access-using-seam-instant-keys", hotel + "additional-guest-access-actions"},
			AccessGrantParams{Grantee: UserIdentity("jane_user"), EntranceIDs: doors, Methods: mobileKey, StartsAt: from, EndsAt: to},
			`{"user_identity_id":"jane_user",` + twoDoors + `,"requested_access_methods":[{"mode":"mobile_key"}],` + july + `}`,
		},
		{ // entrances and spaces
			[]string{hotel + "additional-guest-access-actions"},
			AccessGrantParams{
				Grantee: UserIdentity("jane_user"), EntranceIDs: doors, Methods: mobileKey, StartsAt: from, EndsAt: to,
				SpaceIDs: []string{"c1eb6eb5-58f0-4ba3-8166-f21445ae9427", "2b19ddaa-44db-404b-aa2e-d99fa58020c8"},
			},
			`{"user_identity_id":"jane_user",` + twoDoors + `,
			"space_ids":["c1eb6eb5-58f0-4ba3-8166-f21445ae9427","2b19ddaa-44db-404b-aa2e-d99fa58020c8"],
			"requested_access_methods":[{"mode":"mobile_key"}],` + july + `}`,
		},
		{
			[]string{"low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-access-methods"},
			AccessGrantParams{
				Grantee:     NewPerson{FullName: "Jane Doe", EmailAddress: "jane.doe@example.com", PhoneNumber: "+15555551000"},
				EntranceIDs: []string{"entrances_0", "entrances_1"}, Methods: card,
				StartsAt: sampleTime("2025-08-01T15:00:00.000Z"), EndsAt: sampleTime("2025-08-04T11:00:00.000Z"),
			},
			`{"user_identity":{"full_name":"Jane Doe","email_address":"jane.doe@example.com","phone_number":"+15555551000"},
			"acs_entrance_ids":["entrances_0","entrances_1"],"requested_access_methods":[{"mode":"card"}],
			"starts_at":"2025-08-01T15:00:00.000Z","ends_at":"2025-08-04T11:00:00.000Z"}`,
		},
		{
			[]string{"quickstart"},
			AccessGrantParams{
				Grantee:   NewPerson{FullName: "Jane Doe", EmailAddress: "jane.doe@example.com"},
				DeviceIDs: []string{"front_door"}, Methods: code, StartsAt: from, EndsAt: to,
			},
			`{"user_identity":{"full_name":"Jane Doe","email_address":"jane.doe@example.com"},
			"device_ids":["front_door"],"requested_access_methods":[{"mode":"code"}],` + july + `}`,
		},
		{ // with a key
			[]string{"core-concepts/mapping-your-resources-to-seam-resources"},
			AccessGrantParams{
				Grantee: UserIdentity("user_identity"), SpaceIDs: []string{"room_104_id"}, Methods: mobileKey, Key: "booking-789-id",
				StartsAt: sampleTime("2025-08-13T15:00:00.000Z"), EndsAt: sampleTime("2025-08-16T11:00:00.000Z"),
			},
			`{"user_identity_id":"user_identity","starts_at":"2025-08-13T15:00:00.000Z","ends_at":"2025-08-16T11:00:00.000Z",
			"requested_access_methods":[{"mode":"mobile_key"}],"space_ids":["room_104_id"],"access_grant_key":"booking-789-id"}`,
		},
		{ // The sample has microseconds (.946606), which this package truncates to milliseconds.
			[]string{apiReference},
			AccessGrantParams{
				Grantee: UserIdentity("e3d736c1-540d-4d10-83e5-9a4e135453b4"), DeviceIDs: device, Methods: code,
				StartsAt: sampleTime("2025-06-16T16:54:17.946606Z"), EndsAt: sampleTime("2025-06-18T16:54:17.946606Z"),
			},
			`{"user_identity_id":"e3d736c1-540d-4d10-83e5-9a4e135453b4","device_ids":["` + sampleDevice + `"],
			"requested_access_methods":[{"mode":"code"}],"starts_at":"2025-06-16T16:54:17.946Z","ends_at":"2025-06-18T16:54:17.946Z"}`,
		},
	} {
		t.Run(strings.Join(tt.pages, "+"), func(t *testing.T) {
			client, sent := sampleClient(t)
			if _, err := client.AccessGrants.Create(t.Context(), tt.params); err != nil {
				t.Fatal(err)
			}
			sentSample(t, *sent, pathCreateAccessGrant, tt.body)
		})
	}
}

func TestAccessGrantCallSamples(t *testing.T) {
	ctx := t.Context()
	get := func(ref GrantRef) func(*Client) error {
		return func(c *Client) error { return second(c.AccessGrants.Get(ctx, ref)) }
	}
	update := func(ref GrantRef, update AccessGrantUpdate) func(*Client) error {
		return func(c *Client) error { return c.AccessGrants.Update(ctx, ref, update) }
	}
	remove := func(ref GrantRef) func(*Client) error {
		return func(c *Client) error { return c.AccessGrants.Delete(ctx, ref) }
	}
	list := func(filter AccessGrantFilter) func(*Client) error {
		return func(c *Client) error {
			for _, err := range c.AccessGrants.List(ctx, filter) {
				return err
			}
			return nil
		}
	}
	for _, tt := range []struct {
		page string
		call func(*Client) error
		path string
		body string
	}{
		{
			guide + "managing-access-grants", update(GrantID(sampleGrant), AccessGrantUpdate{EndsAt: sampleTime("2025-07-18T11:00:00.000Z")}),
			pathUpdateAccessGrant, `{"access_grant_id":"` + sampleGrant + `","ends_at":"2025-07-18T11:00:00.000Z"}`,
		},
		{guide + "managing-access-grants", remove(GrantID(sampleGrant)), pathDeleteAccessGrant, `{"access_grant_id":"` + sampleGrant + `"}`},
		{
			guide + "reservation-access-grants", update(GrantID("ag_123"), AccessGrantUpdate{EndsAt: sampleTime("2025-05-16T11:00:00Z")}),
			pathUpdateAccessGrant, `{"access_grant_id":"ag_123","ends_at":"2025-05-16T11:00:00Z"}`,
		},
		{guide + "reservation-access-grants", get(GrantID("ag_123")), pathGetAccessGrant, `{"access_grant_id":"ag_123"}`},
		{guide + "reservation-access-grants", list(AccessGrantFilter{ReservationKey: "stay-1"}), pathListAccessGrants, `{"reservation_key":"stay-1"}`},
		{guide + "reservation-access-grants", remove(GrantID("oldGrant")), pathDeleteAccessGrant, `{"access_grant_id":"oldGrant"}`},
		{
			"core-concepts/mapping-your-resources-to-seam-resources", get(GrantKey("booking-789-id")),
			pathGetAccessGrant, `{"access_grant_key":"booking-789-id"}`,
		},
		{
			apiReference, update(GrantID("4ec65722-bf38-4b2f-b4c8-f488aa6ba3f1"), AccessGrantUpdate{
				StartsAt: sampleTime("2025-06-19T18:01:32.000Z"), EndsAt: sampleTime("2025-06-22T13:24:50.000Z"),
			}),
			pathUpdateAccessGrant, `{"access_grant_id":"4ec65722-bf38-4b2f-b4c8-f488aa6ba3f1",
			"starts_at":"2025-06-19T18:01:32.000Z","ends_at":"2025-06-22T13:24:50.000Z"}`,
		},
		{
			apiReference, get(GrantID("704eadf0-a0a2-4715-b0e1-2f002dc1b6e0")),
			pathGetAccessGrant, `{"access_grant_id":"704eadf0-a0a2-4715-b0e1-2f002dc1b6e0"}`,
		},
		{
			apiReference, remove(GrantID("403ea27b-af76-4a48-ace9-8f9498f4c25c")),
			pathDeleteAccessGrant, `{"access_grant_id":"403ea27b-af76-4a48-ace9-8f9498f4c25c"}`,
		},
		{
			apiReference, list(AccessGrantFilter{
				UserIdentityID: "f7620fcf-d92f-471e-b97e-3806daeebd40", ACSSystemID: "9f169742-048a-4105-84e3-bd1e0f9dc790",
				EntranceID: "2673b363-4748-4a64-8075-f669c862ec74", SpaceID: "1d20c47d-3cc0-41ca-9917-bc798d071543",
			}),
			pathListAccessGrants, `{"user_identity_id":"f7620fcf-d92f-471e-b97e-3806daeebd40","acs_system_id":"9f169742-048a-4105-84e3-bd1e0f9dc790",
			"acs_entrance_id":"2673b363-4748-4a64-8075-f669c862ec74","space_id":"1d20c47d-3cc0-41ca-9917-bc798d071543"}`,
		},
	} {
		t.Run(tt.page+tt.path, func(t *testing.T) {
			client, sent := sampleClient(t)
			if err := tt.call(client); err != nil {
				t.Fatal(err)
			}
			sentSample(t, *sent, tt.path, tt.body)
		})
	}
}

// Some samples have a field that the OpenAPI document does not have, so neither this package nor package gen
// can send them. If this test fails, the document has the field now: add it to the hand-written request.
func TestSamplesWithUnknownFields(t *testing.T) {
	for _, tt := range []struct {
		page, field, body string
		request           any
	}{
		// A grant to other places is another grant for this package.
		{
			guide + "managing-access-grants", "space_ids",
			`{"access_grant_id":"` + sampleGrant + `","space_ids":["b0c5d5e0-7f0a-4f1b-8e3d-unit-205-space"]}`,
			&gen.AccessGrantsUpdateRequest{},
		},
		// The sample names the person, who may have several grants, but no grant.
		{
			hotel + "additional-guest-access-actions", "user_identity_id",
			`{"user_identity_id":"jane_user","starts_at":"2025-07-14T15:00:00.000Z","ends_at":"2025-07-17T11:00:00.000Z"}`,
			&gen.AccessGrantsUpdateRequest{},
		},
		// The cURL sample for the check-out sends the body of a new grant to /access_methods/get. The other
		// languages send it to /access_grants/create.
		{
			hotel + "additional-guest-access-actions", "user_identity_id",
			`{"user_identity_id":"jane_user","acs_entrance_ids":["` + sampleLobby + `","` + sampleRoom + `"],
			"requested_access_methods":[{"mode":"mobile_key"}],"starts_at":"2025-07-13T15:00:00.000Z","ends_at":"2025-07-16T11:00:00.000Z"}`,
			&gen.AccessMethodsGetRequest{},
		},
	} {
		d := json.NewDecoder(bytes.NewReader([]byte(tt.body)))
		d.DisallowUnknownFields()
		if err := d.Decode(tt.request); err == nil || !strings.Contains(err.Error(), `unknown field "`+tt.field+`"`) {
			t.Errorf("%s: %v, want an unknown field %s", tt.page, err, tt.field)
		}
	}
}
