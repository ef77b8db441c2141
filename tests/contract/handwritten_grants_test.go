package contract

import (
	"context"
	"iter"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// grantMethods are every way to open the doors of an access grant, with every field and with none.
func grantMethods() []seam.GrantMethod {
	return []seam.GrantMethod{
		seam.CloudKey{}, seam.Code{}, filled[seam.Code](), seam.Card{}, seam.MobileKey{}, seam.MobileKey{InstantKeyMaxUses: 7},
	}
}

// grantParams are access grants with every field, but for the key, with which Create looks for the grant,
// and then with it.
func grantParams() []seam.AccessGrantParams {
	person := filled[seam.NewPerson]()
	person.EmailAddress, person.PhoneNumber = "ada@example.com", "+15555550100"
	full := filled[seam.AccessGrantParams]()
	full.Grantee, full.Methods, full.NoEnd = person, grantMethods(), false
	full.EndsAt = full.StartsAt.Add(time.Hour)
	full.Key = ""
	out := []seam.AccessGrantParams{full, {Grantee: seam.UserIdentity(someID), DeviceIDs: []string{someID}, Methods: grantMethods(), NoEnd: true}}
	keyed := full
	keyed.Key = "stay"
	return append(out, keyed)
}

func grantCalls(s *seam.AccessGrantsService) []handwritten {
	id := seam.GrantID(someID)
	create := handwritten{name: "AccessGrants.Create", path: "/access_grants/create"}
	for _, params := range grantParams() {
		create.calls = append(create.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.AccessGrant, error) {
			return s.Create(ctx, params, opts...)
		})
	}
	list := handwritten{name: "AccessGrants.List", path: "/access_grants/list"}
	listPage := handwritten{name: "AccessGrants.ListPage", path: list.path}
	listPages := handwritten{name: "AccessGrants.ListPages", path: list.path}
	full := filled[seam.AccessGrantFilter]()
	full.WithoutKey = false
	for _, filter := range []seam.AccessGrantFilter{{}, full, {WithoutKey: true}} {
		list.calls = append(list.calls, func(ctx context.Context, opts ...gen.CallOption) iter.Seq2[*seam.AccessGrant, error] {
			return s.List(ctx, filter, opts...)
		})
		listPage.calls = append(listPage.calls, func(ctx context.Context, opts ...gen.CallOption) (*gen.Page[seam.AccessGrant], error) {
			return s.ListPage(ctx, filter, opts...)
		})
		listPages.calls = append(listPages.calls, func(ctx context.Context, opts ...gen.CallOption) iter.Seq2[*gen.Page[seam.AccessGrant], error] {
			return s.ListPages(ctx, filter, opts...)
		})
	}
	get := handwritten{name: "AccessGrants.Get", path: "/access_grants/get"}
	methods := handwritten{name: "AccessGrants.Methods", path: "/access_methods/list"}
	update := handwritten{name: "AccessGrants.Update", path: "/access_grants/update"}
	change := filled[seam.AccessGrantUpdate]()
	change.NoEnd, change.EndsAt = false, change.StartsAt.Add(time.Hour)
	for _, ref := range []seam.GrantRef{id, seam.GrantKey("stay")} {
		get.calls = append(get.calls, func(ctx context.Context, opts ...gen.CallOption) (*seam.AccessGrant, error) {
			return s.Get(ctx, ref, opts...)
		})
		methods.calls = append(methods.calls, func(ctx context.Context, opts ...gen.CallOption) ([]*seam.GrantedMethod, error) {
			return s.Methods(ctx, ref, opts...)
		})
		for _, change := range []seam.AccessGrantUpdate{change, {NoEnd: true, Name: new("")}} {
			update.calls = append(update.calls, func(ctx context.Context, opts ...gen.CallOption) error {
				return s.Update(ctx, ref, change, opts...)
			})
		}
	}
	return []handwritten{
		create, list, listPage, listPages, get, methods, update,
		{name: "AccessGrants.Delete", path: "/access_grants/delete", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) error { return s.Delete(ctx, id, opts...) },
		}},
		{name: "AccessGrants.RequestAccessMethods", path: "/access_grants/request_access_methods", calls: []any{
			func(ctx context.Context, opts ...gen.CallOption) (*seam.AccessGrant, error) {
				return s.RequestAccessMethods(ctx, id, grantMethods(), opts...)
			},
		}},
	}
}
