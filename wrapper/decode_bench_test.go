package seam

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// fullPage returns a page of n credentials with all members that Seam sends, about 1.5 KB each.
func fullPage(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"acs_credentials":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"acs_credential_id":"%08d-6dc1-4f31-9ac1-0f3f5f3a9d11","acs_user_id":"%08d-2b7f-43b6-a6f2-7c50cf0e6c11","acs_system_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11","connected_account_id":"e1b3cf24-44bf-4d3c-b1a8-c1c7c6d4a311","workspace_id":"9d3163f9-9185-40d3-a0ce-a03d3c7ce402","display_name":"Guest %d, North Wing","code":"%06d","card_number":null,"access_method":"card","external_type":"visionline_card","external_type_display_name":"Visionline Card","is_issued":true,"issued_at":"2026-03-14T15:09:26.535Z","is_managed":true,"is_multi_phone_sync_credential":false,"is_one_time_use":false,"is_latest_desired_state_synced_with_provider":true,"latest_desired_state_synced_with_provider_at":"2026-03-14T15:10:00.000Z","parent_acs_credential_id":null,"user_identity_id":"%08d-0f0a-4f1e-9a7f-1d1d9c5b6a11","created_at":"2026-03-14T15:09:00.000Z","starts_at":"2026-03-14T15:00:00.000Z","ends_at":"2026-03-17T11:00:00.000Z","errors":[],"warnings":[{"warning_code":"waiting_to_be_issued","message":"The credential has not been encoded onto a card yet.","created_at":"2026-03-14T15:09:00.000Z"}],"visionline_metadata":{"auto_join":false,"card_function_type":"guest","card_id":"%d","common_acs_entrance_ids":["6f1b2d3c-0c1d-4c52-8d8d-19a3f1c6d711"],"credential_id":"%d","guest_acs_entrance_ids":["3d1f2e4b-5a6c-4b7d-8e9f-0a1b2c3d4e11"],"is_valid":true,"joiner_acs_credential_ids":[]}}`,
			i, i, i, i, i, i, i)
	}
	b.WriteString(`],"pagination":{"has_next_page":true,"next_page_cursor":"eyJwYWdlIjoyfQ","next_page_url":null},"ok":true}`)
	return []byte(b.String())
}

// memory is a gen.Caller that responds to every call with one body, without a network.
type memory []byte

func (m memory) Call(_ context.Context, _ *gen.Operation, _, response any, _ ...gen.CallOption) error {
	_, err := decode.Response(m, response, json.Unmarshal)
	return err
}

// BenchmarkDecodePage decodes a page of 500 credentials into the types of this package and of
// package gen: with package decode, and for comparison with encoding/json.
func BenchmarkDecodePage(b *testing.B) {
	page := fullPage(500)
	generated := gen.NewClient(memory(page)).ACS.Credentials
	for _, way := range []struct {
		name   string
		decode func() error
	}{
		{"seam", func() error { return memory(page).Call(b.Context(), nil, nil, new(credentialsResponse)) }},
		{"seam-json", func() error { return json.Unmarshal(page, new(credentialsResponse)) }},
		{"gen", func() error { _, err := generated.ListPage(b.Context(), nil); return err }},
		{"gen-json", func() error {
			return json.Unmarshal(page, new(struct {
				Result     []*gen.ACSCredential `json:"acs_credentials"`
				Pagination *gen.Pagination      `json:"pagination"`
			}))
		}},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if err := way.decode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
