package people

import (
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// emailInUse is implemented by createUser and updateUser.
var emailInUse = rules.Rule{
	Name: "An ACS user with the e-mail address of another user of the access system is created or updated, but has an error, in " +
		strings.Join(places.TypesWithUsers(), ", "),
	Page:       "low-level-apis/access-systems/troubleshooting-your-access-control-system",
	Operations: []string{"/acs/users/create", "/acs/users/update"},
	Test:       "TestEmailInUse",
}

// failureOf returns an error code if the access system rejects the user's present fields, else "".
func (a *Area) failureOf(u *User, code string) string {
	_, inUse := a.Users.First(func(other *User) bool {
		return other != u && other.System == u.System && world.SameKey(other.Email, u.Email)
	})
	if !inUse || u.System.Brand().User == "" {
		return ""
	}
	return code
}

func (a *Area) userErrors(u *User) []wire.Issue {
	if u.failure == "" {
		return wire.NoIssues
	}
	return []wire.Issue{{
		CreatedAt: wire.Time(u.CreatedAt), ErrorCode: u.failure, Message: "Another user of the access system has this e-mail address",
	}}
}

// saltoSubscription is implemented by IsSubscribed.
var saltoSubscription = rules.Rule{
	Name:       "A Salto KS user is not subscribed, and opens nothing, outside the access schedule",
	Page:       "device-and-system-integration-guides/salto-ks-access-control-system",
	Operations: []string{"/acs/users/create", "/acs/users/update", "/acs/entrances/unlock"},
	Test:       "TestSaltoKSSchedule",
}

// IsSubscribed reports whether a user is subscribed. Only Salto KS has users who are not; they can open
// no entrance.
func (a *Area) IsSubscribed(u *User) bool {
	now := a.world.Now()
	return u.System.ExternalType != "salto_ks_site" ||
		!u.startsAt.After(now) && (u.endsAt.IsZero() || u.endsAt.After(now))
}

func (a *Area) userWarnings(u *User) []wire.Issue {
	if a.IsSubscribed(u) {
		return wire.NoIssues
	}
	return []wire.Issue{{
		CreatedAt: wire.Time(u.CreatedAt), WarningCode: "salto_ks_user_not_subscribed", Message: "The user is not subscribed at Salto KS now",
	}}
}
