// Package seamtest is a fake Seam for tests and examples: a small world of doors in memory that
// answers, and refuses, in Seam's form.
//
// A [Server] is an [http.RoundTripper], so a program reaches it without a port. It makes a client,
// or serves as the transport of any other:
//
//	srv := seamtest.NewServer()
//	client := srv.Client()
//	other := &http.Client{Transport: srv}
//
// It leaves no goroutine behind and needs no Close. It is an [http.Handler] too, for programs that
// want a socket, and there is a command for programs in other languages. The command prints its keys
// and begins with a hotel, so that they can encode and scan:
//
//	socket := httptest.NewServer(seamtest.NewServer())
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest -addr 127.0.0.1:0
//
// A new server holds nothing. The API cannot make hardware, so that part is put there by hand, and
// everything else is made by calling it:
//
//	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
//	door := srv.AddEntrance(system, "Front Door")
//	lock := srv.AddDevice(seamtest.Device{Name: "Back Door"})
//	encoder := srv.AddEncoder(system, "Front Desk")
//	srv.PlaceCard(encoder, srv.AddCard(seamtest.Card{})) // nothing is written without a card
//
// [Server.AddHotel] adds hardware of every kind at once.
//
// Every method may be used by many goroutines at once. A server costs microseconds; the first call of
// a program also reads Seam's document, which takes about 20 milliseconds.
//
// # Keys and IDs
//
// No two servers of a program share a key, a token, a workspace or an ID, and none accepts those of another: a test
// of two tenants sees if the data of one reaches the other. The same program gets the same keys and
// IDs in every run. They follow from the functions that call [NewServer], which gives every test its
// own, or from the text that [WithSeed] sets; IDs also follow from the kind of an object and from how
// many of that kind were made before it, so that one more user changes no credential's ID.
//
// # Every operation answers
//
// The server takes each documented operation as Seam does: with POST, and with GET, PATCH, PUT or
// DELETE where Seam serves that too, parameters in the body or in the query. A request is held
// against Seam's OpenAPI document, and refused with all that is wrong with it. An operation that has
// state behind it changes the world by the rules that Seam's pages give. An operation that has none
// answers with an example made from the document, the same in every run, and says so in the header
// [AnswerHeader]: a test should not rest on one. An example, too, is only about objects that this
// server has or has shown in an example before.
//
// Access codes, access grants with their access methods, accounts, action attempts, client sessions,
// Connect Webviews, credentials, devices, encoders, entrances, events, instant keys, locks, phones,
// spaces, access systems with their users and access groups, user identities, webhooks and workspaces
// have state, and so do the lists of thermostats and noise sensors; the other operations of these,
// customer portals, the list of device providers, and unmanaged access grants, access methods and user
// identities have none.
//
// A request body may have 1 MiB. A longer one is refused with 413.
//
// # Time
//
// The server reads the time with [time.Now] on every call, so inside testing/synctest it lives in
// the bubble's time, and 45 seconds pass at once; [WithClock] gives it any other clock. An action
// attempt is pending in the answer that begins it. It has ended when anyone asks again, or after the
// time that [Server.SetActionTime] sets, and [Server.FailNextAction] makes it fail. What is due is
// carried out when the server is called next, with the time at which it was due; [Server.CatchUp]
// does it without a call.
//
// # Events
//
// Every change records the events that Seam would, to be listed with /events/list and delivered to
// webhooks. [Server.HandleWebhooks] delivers them, signed, to a handler in memory, and
// [Server.DeliverWebhooks] to the webhooks' URLs. [Server.Emit] plays what Seam learns from
// elsewhere, and [SignEvent] signs what a test makes itself.
//
// # Faults
//
// [Server.FailNext], [Server.LimitNext], [Server.RespondNext] and [Server.AnswerNext] say what the
// next call to an operation gets, [Server.ChangeNext] changes what it would have got,
// [Server.DelayNext] says how long it takes, [Server.ResetNext] and [Server.ResetAfterNext] break its
// connection, before or after it was carried out, and [Server.OutageNext] makes it and all calls
// after it fail, as [Server.SetOutage] does at once. [Server.PassNext] lets some calls pass first, so
// that a list fails in its third page. [Server.Requests] is the journal of the last calls, 10,000 unless
// [WithJournalLimit] sets another number, and [Server.DroppedRequests] counts those before.
//
// # Who may call
//
// [Server.APIKey], [Server.PersonalAccessToken] with [Server.WorkspaceID], the token of a client
// session that is good, and [Server.PublishableKey] to open a client session. Anything else is
// answered with 401, or with 400 where the workspace is missing. OPTIONS needs no key, and over a socket
// the pages of every origin may call.
//
// # Rules
//
// The server plays these rules of Seam's pages:
//
//   - A space key is unique (/spaces/create, /spaces/update; core-concepts/mapping-your-resources-to-seam-resources): 409 space_key_already_exists.
//   - A user identity shares its e-mail address, phone number and key with no other (/user_identities/create, /user_identities/update, /user_identities/add_acs_user, /access_grants/create; core-concepts/mapping-your-resources-to-seam-resources): 409 user_identity_already_exists.
//
// It does not play these:
//
//   - A connected account's customer key can be set if it has none (/connected_accounts/update; api/connected_accounts/update): Seam does not say what becomes of a second key; the server takes it.
//
// # How it differs from Seam
//
// Where Seam's documentation is silent the fake had to choose; it chose the stricter side, so that
// a program which passes here is less likely to be refused there.
//
//   - Time. An ends_at must lie after the server's clock, as documented. Seam's own examples end in
//     2024: to replay them, use [WithClock] or testing/synctest, whose time starts in the year 2000.
//     A starts_at in the past is taken as it is; Seam may move it and say so in a warning.
//   - Providers. There is none: a change to an access system is in force at once, one to a device when
//     its action attempt has ended.
//   - Cards. Whatever can be read from a card was written by an encoder here. A card credential warns
//     waiting_to_be_issued until it is encoded, and needs_to_be_reissued when it has changed since: a
//     change reaches the card only when it is encoded again, at every manufacturer. A credential is for
//     one card, and on another fails with credential_cannot_be_reissued; a card may be encoded with
//     another credential, which ends the one before. An action finds the encoder and the card as they
//     are when it ends.
//   - Scans. A card that is blank is read with is_issued false and no warning. One whose credential
//     belongs to another ACS user, or that Seam does not know, is not assigned; only a Salto KS
//     encoder that detects new tags makes a credential of it.
//   - Simulated encodings and scans happen once, in the order they were asked for, and pass over the
//     card that lies there. An encoder that is out of reach fails all the same.
//   - Access. What an ACS user opens is what their credentials, their access groups and grants
//     open. A suspended user opens nothing; what each credential opens stays the same. Revoking all
//     access empties all three and keeps the credentials. Schedules of ACS users close no door.
//   - Access groups are made by [Server.AddAccessGroup] alone, in the systems of manufacturers that
//     have them.
//   - Access grants. Each requested access method becomes one, with a credential in every access
//     system and, for a code, an access code on every device that takes codes: one PIN for all, unless
//     it is taken somewhere. It is issued when all of these are in force: a card when it is encoded,
//     or when a card that belongs to nobody is assigned, in any system; a mobile key at once, with an
//     instant key. Devices open with codes alone. A grant follows its time and its spaces, and a
//     change of these reaches a card when it is encoded again. Deleting it deletes all at once, and
//     frees a card that was assigned.
//   - Instant keys last seven days and count no uses.
//   - Phones. Deactivating a phone removes it. A multi-phone sync credential puts a mobile key on
//     each phone of its holder at once, which names it as its parent. Phones are no devices.
//   - Hotek. Only systems of type hotek_site report devices. An entrance that is reported as removed
//     is gone, an encoder stays with an error.
//   - Manufacturers. Their own rules (length of a PIN, which access methods a system knows, which
//     metadata fits which system) are not checked; of a device, what its properties say is. Every
//     entrance opens with every access method. Metadata is returned as far as Seam's responses can
//     carry it: what was sent for Visionline and Vostio and what follows from it. Of a Visionline
//     credential all entrances count as guest entrances; a card overrides no other, so joining makes
//     no difference.
//   - Codes. A credential with the method mobile_key or cloud_key is refused a code, on creation and
//     on update. Two credentials may have the same code if a caller asks for it; two access codes
//     on one device may not, unless one ends before the other starts. An access code has both a
//     start and an end or neither. It stays in lists when it has ended. A change of one shows at once,
//     beside what is pending.
//   - Assigning. A credential that belongs to another ACS user must be unassigned first (409).
//     Assigning twice to the same user is fine; unassigning from a user who does not hold the
//     credential is not (409).
//   - Linking. A user identity is linked to an ACS user of the system who has the same e-mail
//     address or phone number and no other identity, or to a new one. It has at most one ACS user in
//     a system, and shares its e-mail address, phone number and key with no other identity (409).
//   - Deleting. An ACS user and all its credentials are gone at once, and so are an account and all
//     its devices and access systems, and a user identity and all its ACS users, access grants,
//     phones, instant keys and client sessions.
//   - Lists. They come in the order of creation. A cursor holds for the parameters it was made with
//     and nothing else, and stays good while objects are added or deleted. Filters that match
//     nothing, unknown IDs among them, give an empty list.
//   - Validation. Types, formats and the rules above are checked, and fields that Seam does not
//     document are ignored. Problems that the document sees are told before those that only the rules
//     see. Wording and error types other than invalid_input, unauthorized and
//     mismatched_page_parameters are guesses: rely on the status, or on the type where Seam documents
//     it.
//   - Authentication. Whoever is let in may do everything: a client session sees the whole workspace,
//     and there are no roles. A workspace that was made by calling can be listed and no more.
//   - Webhooks. A delivery is made once; Seam repeats those that fail. The receiver is called before
//     the call which caused the event returns.
//   - Rate limits. There are none, but those that a test plays, and with [WithRateLimits] those that
//     Seam documents for devices.
package seamtest
