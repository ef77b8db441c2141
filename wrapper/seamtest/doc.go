// Package seamtest is a fake Seam for tests and examples: a small access control world in memory
// that answers, and refuses, in Seam's form.
//
// A [Server] is an [http.RoundTripper], so a program reaches it without a port:
//
//	srv := seamtest.NewServer()
//	client := &http.Client{Transport: srv}
//
// It leaves no goroutine behind and needs no Close. It reads the time with [time.Now] on every call, so
// inside testing/synctest it lives in the bubble's time; [WithClock] gives it any other clock. It
// is an [http.Handler] too, for programs that want a socket:
//
//	socket := httptest.NewServer(seamtest.NewServer())
//
// A new server holds nothing. The API cannot make hardware, so that part is put there by hand, and
// everything else is made by calling it:
//
//	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
//	door := srv.AddEntrance(system, "Front Door")
//
// IDs are UUIDs that follow from the kind of an object and from how many of that kind were made
// before it. The same program gets the same IDs in every run, and one more user changes no
// credential's ID.
//
// [Server.FailNext] makes a call fail, [Server.Requests] tells what was called. Every method may be
// used by many goroutines at once.
//
// # What it plays
//
// The operations on access systems (get, list), entrances (get, list), ACS users (create, get,
// list, delete), credentials (create, get, list, update, delete, assign, unassign, list accessible
// entrances) and user identities (create, get, list), each sent with POST. Any other path that
// Seam documents answers 501 with the type not_implemented_by_seamtest, so that a test fails for
// the right reason; a path Seam does not document answers 404.
//
// # How it differs from Seam
//
// Where Seam's documentation is silent the fake had to choose; it chose the stricter side, so that
// a program which passes here is less likely to be refused there.
//
//   - Time. An ends_at must lie after the server's clock, as documented. Seam's own examples end in
//     2024: to replay them, use [WithClock] or testing/synctest, whose time starts in the year 2000.
//     A starts_at in the past is taken as it is; Seam may move it and say so in a warning.
//   - Providers. There is none: a change is in force at once, and no object ever has an error. The
//     one warning is waiting_to_be_issued on a card, which nothing takes away yet, because encoders
//     are not played.
//   - Manufacturers. Their own rules (length of a PIN, which access methods a system knows, which
//     metadata fits which system) are not checked. Every entrance opens with every access method.
//     Metadata is returned as far as Seam's responses can carry it: what was sent for Visionline and
//     Vostio and what follows from it, but no card, key or endpoint IDs. Of a Visionline credential
//     all entrances count as guest entrances.
//   - Codes. A credential with the method mobile_key or cloud_key is refused a code, on creation and
//     on update. Two credentials may have the same code if a caller asks for it.
//   - Assigning. A credential that belongs to another ACS user must be unassigned first (409).
//     Assigning twice to the same user is fine; unassigning from a user who does not hold the
//     credential is not (409).
//   - Linking. A user identity is linked to an ACS user of the system who has the same e-mail
//     address or phone number and no other identity, or to a new one. It has at most one ACS user in
//     a system, and shares its e-mail address, phone number and key with no other identity (409).
//   - Deleting. An ACS user and all its credentials are gone at once.
//   - Lists. They come in the order of creation. A cursor holds for the parameters it was made with
//     and nothing else, and stays good while objects are added or deleted. Filters that match
//     nothing, unknown IDs among them, give an empty list. next_page_url has Seam's form but asks
//     for GET, which is not played.
//   - Validation. Types, formats and the rules above are checked, fields that Seam does not document
//     are ignored, and null is taken only where the document allows it. Wording and error types
//     other than invalid_input, unauthorized and mismatched_page_parameters are guesses: rely on the
//     status, or on the type where Seam documents it.
//   - Authentication. The one API key is [Server.APIKey]; there is one workspace, no client session
//     and no personal access token.
//   - Requests. Only POST; the GET, PATCH, PUT and DELETE forms of an operation answer 405. There
//     are no rate limits.
package seamtest
