package seam

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
)

// Methods, Encode and AssignCard are hand-written. The other samples of /access_methods have no hand-written
// method, so they go through package gen.
func TestAccessMethodSamples(t *testing.T) {
	ctx := t.Context()
	methods := func(id GrantID) func(*Client) error {
		return func(c *Client) error { return second(c.AccessGrants.Methods(ctx, id)) }
	}
	related := func(id string) func(*Client) error {
		return func(c *Client) error {
			return second(c.AccessMethods.GetRelated(ctx, &gen.AccessMethodsGetRelatedRequest{AccessMethodIDs: []string{id}}))
		}
	}
	for _, tt := range []struct {
		pages []string
		call  func(*Client) error
		path  string
		body  string
	}{
		{[]string{guide + "creating-an-access-grant"}, methods("access_grant_id"), pathListAccessMethods, `{"access_grant_id":"access_grant_id"}`},
		{
			[]string{guide + "using-pin-codes", guide + "using-key-cards", guide + "using-instant-keys", guide + "using-mobile-keys"},
			methods(samplePlaceholder), pathListAccessMethods, `{"access_grant_id":"` + samplePlaceholder + `"}`,
		},
		{
			[]string{guide + "using-pin-codes", guide + "using-key-cards", guide + "using-instant-keys", guide + "using-mobile-keys"},
			related(sampleMethod), "/access_methods/get_related", `{"access_method_ids":["` + sampleMethod + `"]}`,
		},
		{[]string{guide + "using-cloud-keys"}, related(sampleCloudKey), "/access_methods/get_related", `{"access_method_ids":["` + sampleCloudKey + `"]}`},
		{
			[]string{guide + "using-key-cards"},
			func(c *Client) error { return second(c.AccessMethods.Encode(ctx, "encoder-001", samplePlaceholder)) },
			pathEncodeAccessMethod, `{"access_method_id":"` + samplePlaceholder + `","acs_encoder_id":"encoder-001"}`,
		},
		{
			[]string{hotel + "granting-access-using-encoded-plastic-key-cards"},
			func(c *Client) error {
				return second(c.AccessMethods.Encode(ctx, "encoder", "c7d8e9f0-1a2b-3c4d-5e6f-7a8b9c0d1e2f"))
			},
			pathEncodeAccessMethod, `{"access_method_id":"c7d8e9f0-1a2b-3c4d-5e6f-7a8b9c0d1e2f","acs_encoder_id":"encoder"}`,
		},
		{
			[]string{hotel + "additional-guest-access-actions"},
			func(c *Client) error {
				return second(c.AccessMethods.Encode(ctx, "encoder", "ef3a5e10-5a76-4382-96f7-627f810ef849"))
			},
			pathEncodeAccessMethod, `{"access_method_id":"ef3a5e10-5a76-4382-96f7-627f810ef849","acs_encoder_id":"encoder"}`,
		},
		{
			[]string{guide + "using-key-cards"},
			func(c *Client) error { return second(c.AccessMethods.AssignCard(ctx, samplePlaceholder, "ABCD1234")) },
			pathAssignCard, `{"access_method_id":"` + samplePlaceholder + `","card_number":"ABCD1234"}`,
		},
		{
			[]string{guide + "using-cloud-keys"},
			func(c *Client) error {
				return second(c.AccessMethods.UnlockDoor(ctx, &gen.AccessMethodsUnlockDoorRequest{AccessMethodID: sampleCloudKey, ACSEntranceID: sampleRoom}))
			},
			"/access_methods/unlock_door", `{"access_method_id":"` + sampleCloudKey + `","acs_entrance_id":"` + sampleRoom + `"}`,
		},
		{
			[]string{guide + "managing-access-methods"},
			func(c *Client) error {
				return c.AccessMethods.Delete(ctx, &gen.AccessMethodsDeleteRequest{AccessMethodID: new(sampleMethod)})
			},
			"/access_methods/delete", `{"access_method_id":"` + sampleMethod + `"}`,
		},
	} {
		t.Run(strings.Join(tt.pages, "+")+tt.path, func(t *testing.T) {
			client, sent := sampleClient(t)
			if err := tt.call(client); err != nil {
				t.Fatal(err)
			}
			sentSample(t, *sent, tt.path, tt.body)
		})
	}
}

// Some samples call operations that the OpenAPI document does not have.
func TestSamplesOfUnknownOperations(t *testing.T) {
	// guide + "managing-access-methods" sends {"access_grant_id":…,"mode":"mobile_key"} and
	// {"access_grant_id":…,"mode":"card"} to this path.
	if op := gen.OperationOf[*gen.AccessMethodsService]("/access_methods/create"); op != nil {
		t.Errorf("the document has %s now", op.Path)
	}
	// guide + "reservation-access-grants" encodes cards with it. The document has /access_methods/encode.
	if op := gen.OperationOf[*gen.ACSEncodersService]("/acs/encoders/encode_card"); op != nil {
		t.Errorf("the document has %s now", op.Path)
	}
	// RequestAccessMethods adds the same methods to the same grant. Its body is from the schema: no page has a
	// sample of this operation.
	for mode, method := range map[string]GrantMethod{"mobile_key": MobileKey{}, "card": Card{}} {
		client, sent := sampleClient(t)
		if _, err := client.AccessGrants.RequestAccessMethods(t.Context(), GrantID(sampleGrant), []GrantMethod{method}); err != nil {
			t.Fatal(err)
		}
		sentSample(t, *sent, pathRequestAccessMethods, `{"access_grant_id":"`+sampleGrant+`","requested_access_methods":[{"mode":"`+mode+`"}]}`)
	}
}
