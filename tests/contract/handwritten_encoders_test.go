package contract

import (
	"context"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func encoderCalls(client *seam.Client) []handwritten {
	encoders, accessMethods := client.ACS.Encoders, client.AccessMethods
	scanToAssign := handwritten{name: "Encoders.ScanToAssign", path: "/acs/encoders/scan_to_assign_credential"}
	for _, holder := range append(holders, seam.UserIdentity(someID)) {
		scanToAssign.calls = append(scanToAssign.calls, begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.Credential], error) {
			return encoders.ScanToAssign(ctx, someID, holder, opts...)
		}))
	}
	return []handwritten{
		scanToAssign,
		{name: "Encoders.Encode", path: "/acs/encoders/encode_credential", calls: []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.Credential], error) {
				return encoders.Encode(ctx, someID, someID, opts...)
			}),
		}},
		{name: "Encoders.Scan", path: "/acs/encoders/scan_credential", calls: []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.ScanResult], error) {
				return encoders.Scan(ctx, someID, opts...)
			}),
		}},
		{name: "AccessMethods.Get", path: "/access_methods/get", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) (*seam.GrantedMethod, error) {
				return accessMethods.Get(ctx, someID, opts...)
			},
		}},
		{name: "AccessMethods.List", path: "/access_methods/list", calls: []any{accessMethods.List}},
		{name: "AccessMethods.Encode", path: "/access_methods/encode", calls: []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.Credential], error) {
				return accessMethods.Encode(ctx, someID, someID, opts...)
			}),
		}},
		{name: "AccessMethods.AssignCard", path: "/access_methods/assign_card", calls: []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.GrantedMethod], error) {
				return accessMethods.AssignCard(ctx, someID, "1234", opts...)
			}),
		}},
	}
}

// begun returns the response to the request that starts an action.
func begun[T any](begin func(context.Context, []gen.CallOption) (*seam.Attempt[T], error)) any {
	return func(ctx context.Context, opts ...gen.CallOption) (*gen.ActionAttempt, error) {
		attempt, err := begin(ctx, opts)
		return attempt.Latest(), err
	}
}
