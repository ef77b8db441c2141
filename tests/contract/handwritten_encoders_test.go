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
		{"Encoders.Encode", "/acs/encoders/encode_credential", []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.Credential], error) {
				return encoders.Encode(ctx, someID, someID, opts...)
			}),
		}},
		{"Encoders.Scan", "/acs/encoders/scan_credential", []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.ScanResult], error) {
				return encoders.Scan(ctx, someID, opts...)
			}),
		}},
		{"AccessMethods.Get", "/access_methods/get", []any{
			func(ctx context.Context, opts ...gen.CallOption) (*seam.GrantedMethod, error) {
				return accessMethods.Get(ctx, someID, opts...)
			},
		}},
		{"AccessMethods.List", "/access_methods/list", []any{accessMethods.List}},
		{"AccessMethods.Encode", "/access_methods/encode", []any{
			begun(func(ctx context.Context, opts []gen.CallOption) (*seam.Attempt[*seam.Credential], error) {
				return accessMethods.Encode(ctx, someID, someID, opts...)
			}),
		}},
		{"AccessMethods.AssignCard", "/access_methods/assign_card", []any{
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
