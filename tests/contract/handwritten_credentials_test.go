package contract

import (
	"context"
	"iter"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

const someID = "5ea3c0de-0000-4000-8000-00000000a11d"

// holders has every kind of holder.
var holders = []seam.Holder{seam.ACSUser(someID), seam.UserIdentityIn(someID, someID)}

// credentialMethods returns every kind of access method, with every field and with none.
func credentialMethods() []seam.CredentialMethod {
	out := []seam.CredentialMethod{
		seam.CloudKey{}, seam.Code{}, filled[seam.Code](),
		seam.Card{}, filled[seam.Card](), seam.MobileKey{}, seam.MobileKey{MultiPhoneSync: true, CredentialManagerID: someID},
	}
	for _, metadata := range []seam.RequestMetadata{
		seam.Visionline{}, filled[seam.Visionline](),
		seam.Visionline{Earlier: seam.OverrideCards{}}, seam.Visionline{Earlier: seam.JoinCards{someID}}, seam.Visionline{Earlier: seam.AutoJoinCards{}},
		seam.Vostio{}, filled[seam.Vostio](),
		seam.SaltoSpace{}, filled[seam.SaltoSpace](), seam.Hotek{}, filled[seam.Hotek](),
	} {
		card, key := filled[seam.Card](), filled[seam.MobileKey]()
		card.Metadata, key.Metadata = metadata, metadata
		key.InstantKeyMaxUses = 0 // of access grants only
		out = append(out, card, key)
	}
	return out
}

func credentialCalls(s *seam.CredentialsService) []handwritten {
	create := handwritten{name: "Credentials.Create", path: "/acs/credentials/create"}
	for _, holder := range holders {
		for _, m := range credentialMethods() {
			for _, params := range []seam.CredentialParams{{}, {AllowedEntranceIDs: []string{}}, filled[seam.CredentialParams]()} {
				params.Holder, params.Method = holder, m
				if !params.EndsAt.IsZero() {
					params.EndsAt = params.StartsAt.Add(time.Hour)
				}
				create.calls = append(create.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.Credential, error) {
					return s.Create(ctx, params, opts...)
				})
			}
		}
	}
	list := handwritten{name: "Credentials.List", path: "/acs/credentials/list"}
	listPage := handwritten{name: "Credentials.ListPage", path: list.path}
	listPages := handwritten{name: "Credentials.ListPages", path: list.path}
	for _, filter := range []seam.CredentialFilter{{}, filled[seam.CredentialFilter](), {ACSUserID: someID}, {UserIdentityID: someID}} {
		list.calls = append(list.calls, func(ctx context.Context, opts ...gen.CallOption) iter.Seq2[*seam.Credential, error] {
			return s.List(ctx, filter, opts...)
		})
		listPage.calls = append(listPage.calls, func(ctx context.Context, opts ...gen.CallOption) (*gen.Page[seam.Credential], error) {
			return s.ListPage(ctx, filter, opts...)
		})
		listPages.calls = append(listPages.calls, func(ctx context.Context, opts ...gen.CallOption) iter.Seq2[*gen.Page[seam.Credential], error] {
			return s.ListPages(ctx, filter, opts...)
		})
	}
	update := handwritten{name: "Credentials.Update", path: "/acs/credentials/update"}
	for _, change := range []seam.CredentialUpdate{filled[seam.CredentialUpdate]()} {
		update.calls = append(update.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.Credential, error) {
			return s.Update(ctx, someID, change, opts...)
		})
	}
	assign := handwritten{name: "Credentials.Assign", path: "/acs/credentials/assign"}
	unassign := handwritten{name: "Credentials.Unassign", path: "/acs/credentials/unassign"}
	for _, holder := range append(holders, seam.UserIdentity(someID)) {
		assign.calls = append(assign.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.Credential, error) {
			return s.Assign(ctx, someID, holder, opts...)
		})
		unassign.calls = append(unassign.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.Credential, error) {
			return s.Unassign(ctx, someID, holder, opts...)
		})
	}
	return []handwritten{
		create, list, listPage, listPages, update, assign, unassign,
		{name: "Credentials.Get", path: "/acs/credentials/get", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) (*seam.Credential, error) {
				return s.Get(ctx, someID, opts...)
			},
		}},
		{name: "Credentials.Delete", path: "/acs/credentials/delete", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) error { return s.Delete(ctx, someID, opts...) },
		}},
		{name: "Credentials.ListAccessibleEntrances", path: "/acs/credentials/list_accessible_entrances", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) ([]*gen.ACSEntrance, error) {
				return s.ListAccessibleEntrances(ctx, someID, opts...)
			},
		}},
	}
}
