package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
)

// AuthorizeWebview simulates a person who connects an account on a Connect Webview, and returns the ID
// of the account. The devices are those of the account. They are unmanaged if the webview was created
// with automatically_manage_new_devices false.
//
// The devices appear after the time of [Server.SetActionTime], by default at once. Until then, a webview
// that was created with wait_for_device_creation is not authorized; any other one is, so that a program
// which does not wait for connected_account.completed_first_sync misses the devices.
//
// AuthorizeWebview panics if the webview does not exist or is no longer pending, or if a device has an
// AccountID.
func (s *Server) AuthorizeWebview(id string, of Account, devices ...Device) (accountID string) {
	var added []*places.Device
	for _, device := range devices {
		if device.AccountID != "" {
			panic(fmt.Sprintf("seamtest: AuthorizeWebview: the device has the account %q; leave AccountID empty", device.AccountID))
		}
		added = append(added, device.device())
	}
	s.protocol.Do(func() {
		account := of.account()
		s.sessions.Authorize(s.mustBeOpen("AuthorizeWebview", id), account, added)
		accountID = account.ID
	})
	s.CatchUp()
	return accountID
}

// FailWebview simulates a person who cannot log in on a Connect Webview. It panics if the webview does
// not exist or is no longer pending.
func (s *Server) FailWebview(id string) {
	s.protocol.Do(func() { s.sessions.Fail(s.mustBeOpen("FailWebview", id)) })
}

func (s *Server) mustBeOpen(method, id string) *sessions.Webview {
	found, ok := s.sessions.Webviews.Get(id)
	return must(found, ok && found.IsOpen())("%s: no Connect Webview %q is waiting", method, id)
}
