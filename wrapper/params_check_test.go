package seam

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"
)

// badInput is a call with invalid parameters, and the text of its error.
type badInput struct {
	do   func(*CredentialsService) error
	want string
}

// create calls Create, and checks that Validate returns the same error.
func create(p CredentialParams) func(*CredentialsService) error {
	return func(s *CredentialsService) error {
		_, err := s.Create(context.Background(), p)
		if problem := p.Validate(); !reflect.DeepEqual(problem, err) {
			return fmt.Errorf("Validate returns %w", problem)
		}
		return err
	}
}

func badInputs() map[string]badInput {
	ctx := context.Background()
	now := time.Now()
	user, code := ACSUser("u"), Code{PIN: "1"}
	return map[string]badInput{
		"empty": {
			create(CredentialParams{}),
			"seam: /acs/credentials/create: Holder: nil; set a holder, for example seam.ACSUser(id); Method: nil; set a method, for example seam.Code{PIN: pin}",
		},
		"everything": {
			create(CredentialParams{
				Holder: UserIdentityIn("", " "), Method: Card{Code: "12x", Metadata: Visionline{Earlier: JoinCards{""}}},
				AllowedEntranceIDs: []string{"e", ""}, StartsAt: now, EndsAt: now.Add(-time.Second),
			}),
			"seam: /acs/credentials/create: UserIdentityID: empty; ACSSystemID: empty; Code: digits only; JoinCards[0]: empty; AllowedEntranceIDs[1]: empty; EndsAt: before StartsAt",
		},
		"zero holder":         {create(CredentialParams{Holder: ACSUser(""), Method: code}), "seam: /acs/credentials/create: ACSUserID: empty"},
		"identity, no system": {create(CredentialParams{Holder: UserIdentity("i"), Method: code}), "seam: /acs/credentials/create: Holder: a user identity without an access system; use seam.UserIdentityIn"},
		"PIN":                 {create(CredentialParams{Holder: user, Method: Code{PIN: "12a4"}}), "seam: /acs/credentials/create: PIN: digits only"},
		"PIN, other digits":   {create(CredentialParams{Holder: user, Method: Code{PIN: "١٢"}}), "seam: /acs/credentials/create: PIN: digits only"},
		"empty period":        {create(CredentialParams{Holder: user, Method: code, StartsAt: now, EndsAt: now.UTC()}), "seam: /acs/credentials/create: EndsAt: the same as StartsAt"},
		"nil method pointer":  {create(CredentialParams{Holder: user, Method: (*Card)(nil)}), "seam: /acs/credentials/create: Method: nil; set a method, for example seam.Code{PIN: pin}"},
		"nil metadata pointer": {
			create(CredentialParams{Holder: user, Method: MobileKey{Metadata: (*Vostio)(nil)}}), "seam: /acs/credentials/create: Metadata: nil pointer",
		},
		"Vostio entrance": {
			create(CredentialParams{Holder: user, Method: MobileKey{Metadata: Vostio{OverrideGuestACSEntranceIDs: []string{"e", "\t"}}}}),
			"seam: /acs/credentials/create: OverrideGuestACSEntranceIDs[1]: empty",
		},
		"get": {
			func(s *CredentialsService) error { _, err := s.Get(ctx, ""); return err }, "seam: /acs/credentials/get: ACSCredentialID: empty",
		},
		"list": {
			func(s *CredentialsService) error { _, err := s.ListPage(ctx, CredentialFilter{Limit: -1}); return err }, "seam: /acs/credentials/list: Limit: negative",
		},
		"update": {
			func(s *CredentialsService) error {
				_, err := s.Update(ctx, "", CredentialUpdate{Code: "-1"})
				return err
			},
			"seam: /acs/credentials/update: ACSCredentialID: empty; Code: digits only",
		},
		"delete": {
			func(s *CredentialsService) error { return s.Delete(ctx, " ") }, "seam: /acs/credentials/delete: ACSCredentialID: empty",
		},
		"assign": {
			func(s *CredentialsService) error { _, err := s.Assign(ctx, "", nil); return err },
			"seam: /acs/credentials/assign: ACSCredentialID: empty; Holder: nil; set a holder, for example seam.ACSUser(id)",
		},
		"unassign": {
			func(s *CredentialsService) error { _, err := s.Unassign(ctx, "c", UserIdentity("")); return err }, "seam: /acs/credentials/unassign: UserIdentityID: empty",
		},
		"entrances": {
			func(s *CredentialsService) error { _, err := s.ListAccessibleEntrances(ctx, ""); return err },
			"seam: /acs/credentials/list_accessible_entrances: ACSCredentialID: empty",
		},
	}
}

func TestBadInputIsNotSent(t *testing.T) {
	for name, tt := range badInputs() {
		s, sent := stubCredentials(t, fetchedCredential)
		err := tt.do(s)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s:\n got %v\nwant %s", name, err, tt.want)
			continue
		}
		if _, ok := errors.AsType[*ParamsError](err); !ok || !errors.Is(err, ErrInvalidInput) || errors.Is(err, ErrNotFound) {
			t.Errorf("%s: a %T", name, err)
		}
		if len(*sent) > 0 {
			t.Errorf("%s: sent %v", name, *sent)
		}
	}
}

func TestProblemsByField(t *testing.T) {
	s, _ := stubCredentials(t, fetchedCredential)
	_, err := s.Update(t.Context(), "", CredentialUpdate{Code: "x"})
	got, ok := errors.AsType[*ParamsError](err)
	want := &ParamsError{"/acs/credentials/update", []Problem{{"ACSCredentialID", "empty"}, {"Code", "digits only"}}}
	if !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v", err)
	}
}

// A call with valid parameters whose context has already ended sends nothing.
func TestCancelledBeforeSending(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, sent := stubCredentials(t, fetchedCredential)
	_, created := s.Create(ctx, CredentialParams{Holder: ACSUser("u"), Method: Code{PIN: "1"}})
	_, assigned := s.Assign(ctx, "c", ACSUser("u"))
	var listed error
	for _, listed = range s.List(ctx, CredentialFilter{}) {
	}
	for what, err := range map[string]error{"create": created, "assign": assigned, "list": listed, "delete": s.Delete(ctx, "c")} {
		if !errors.Is(err, context.Canceled) || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if len(*sent) > 0 {
		t.Errorf("sent %v", *sent)
	}
}

func TestServiceWithoutClient(t *testing.T) {
	for _, s := range []*CredentialsService{nil, {}} {
		if _, err := s.Get(t.Context(), "id"); err == nil {
			t.Error("no error")
		}
	}
}
