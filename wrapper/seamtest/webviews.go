package seamtest

import "github.com/seam-go/seam/wrapper/seamtest/internal/sessions"

// AuthorizeWebview simulates a person who connects an account on a Connect Webview, and returns the ID
// of the account. It panics if the webview does not exist or is no longer pending.
func (s *Server) AuthorizeWebview(id string, of Account) (accountID string) {
	s.protocol.Do(func() {
		account := of.account()
		s.sessions.Authorize(s.mustPending("AuthorizeWebview", id), account)
		accountID = account.ID
	})
	return accountID
}

// FailWebview simulates a person who cannot log in on a Connect Webview. It panics if the webview does
// not exist or is no longer pending.
func (s *Server) FailWebview(id string) {
	s.protocol.Do(func() { s.sessions.Fail(s.mustPending("FailWebview", id)) })
}

func (s *Server) mustPending(method, id string) *sessions.Webview {
	found, ok := s.sessions.Webviews.Get(id)
	return must(found, ok && found.IsPending())("%s: no Connect Webview %q is waiting", method, id)
}
