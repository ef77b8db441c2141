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
//   - A Latch code opens exactly one entrance (/acs/credentials/create; device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials): 400 invalid_input.
//   - A PIN is requested with the mode code only, and a use count of an instant key with mobile_key only (/access_grants/create, /access_grants/request_access_methods; api/access_grants/create): 400 invalid_input.
//   - A PTI PIN is a number from 1 to 4294967296 (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/pti-storlogix-cloud): 400 invalid_input.
//   - A Salto KS user is not subscribed, and opens nothing, outside the access schedule (/acs/users/create, /acs/users/update, /acs/entrances/unlock; device-and-system-integration-guides/salto-ks-access-control-system).
//   - A Salto Space user has at most one card and one mobile key (/acs/credentials/create, /acs/credentials/assign; device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials): 409 acs_user_already_has_credential.
//   - A Visionline credential joins credentials that exist (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials/issuing-various-types-of-guest-joiner-mobile-credentials): 404 acs_credential_not_found.
//   - A Visionline credential that does not override others joins them (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties): 400 invalid_input.
//   - A Visionline guest credential with override ends the earlier ones for its entrances, except for its joiners (/acs/credentials/create, /acs/encoders/encode_credential; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials).
//   - A card that its access system knows is assigned to an access method without an encoder (/access_methods/assign_card; use-cases/granting-access/using-key-cards).
//   - A change of times revokes access methods, and reissues them as soon as locks and cards have the new times (/access_grants/update; use-cases/granting-access/managing-access-grants).
//   - A code for several Salto locks is generated, and a requested PIN is ignored (/access_grants/create; use-cases/granting-access/creating-an-access-grant).
//   - A code that starts later is scheduled on its device, and set when it starts (/access_codes/create, /access_codes/update; low-level-apis/smart-locks/access-codes/lifecycle-of-access-codes).
//   - A connected account's customer key can be set if it has none (/connected_accounts/update; api/connected_accounts/update): 400 invalid_input.
//   - A credential is for entrances that can be unlocked with its access method (/acs/credentials/create; use-cases/granting-access/using-key-cards): 400 invalid_input.
//   - A credential is written on one card and on no other (/acs/encoders/encode_credential, /access_methods/encode; low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials).
//   - A device has at most max_active_codes_supported access codes that have not ended (/access_codes/create, /access_codes/create_multiple; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): 409 no_space_for_access_code_on_device.
//   - A device takes so many calls a minute (/access_codes/create, /access_codes/delete, /access_codes/update, /locks/lock_door, /locks/unlock_door; api/rate-limits-and-guardrails): 429 rate_limited.
//   - A device takes the access codes that it says it can program, online or offline (/access_codes/create, /access_codes/create_multiple; capability-guides/device-and-system-capabilities): 400 invalid_input.
//   - A grant for entrances of Visionline, Vostio, dormakaba or Salto Space has a reservation key (/access_grants/create; use-cases/granting-access): 400 invalid_input.
//   - A grant shows the link of its instant key if it has exactly one mobile key (/access_grants/create, /access_grants/get; use-cases/granting-access/using-instant-keys).
//   - A joiner of a reservation has the entrances of the first grant, or some of them (/access_grants/create; use-cases/granting-access/reservation-access-grants): 409 conflict.
//   - A mobile key of Latch, Salto or Visionline is a multi-phone sync credential (/acs/credentials/create; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system): 400 invalid_input.
//   - A multi-phone sync credential has a key on each phone of its user (/acs/credentials/create, /phones/simulate/create_sandbox_phone, /phones/deactivate; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system).
//   - A requested PIN that a device does not take is replaced there, with the warning requested_code_unavailable (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - A reservation key is for a grant with such an entrance (/access_grants/create; use-cases/granting-access/reservation-access-grants): 400 invalid_input.
//   - A space key is unique (/spaces/create, /spaces/update; core-concepts/mapping-your-resources-to-seam-resources): 409 space_key_already_exists.
//   - A user has one client session until it ends, if the program asks with get_or_create (/client_sessions/get_or_create; api/client_sessions/get_or_create).
//   - A user identity shares its e-mail address, phone number and key with no other (/user_identities/create, /user_identities/update, /user_identities/add_acs_user, /access_grants/create; core-concepts/mapping-your-resources-to-seam-resources): 409 user_identity_already_exists.
//   - Access codes that were created together with a PIN of the caller have no common_code_key (/access_codes/create_multiple; low-level-apis/smart-locks/access-codes/creating-and-updating-multiple-linked-access-codes).
//   - Access codes with the same common_code_key have the same PIN (/access_codes/create; api/access_codes/create): 400 invalid_input.
//   - An ACS user whose e-mail address another user of the access system has gets an error (/acs/users/create, /acs/users/update; low-level-apis/access-systems/troubleshooting-your-access-control-system).
//   - An Ultraloq lock takes time-bound codes when its time zone was reported (/access_codes/create, /devices/report_provider_metadata; device-and-system-integration-guides/ultraloq-locks): 400 invalid_input.
//   - An access code has both a start and an end, or neither (/access_codes/create, /access_codes/create_multiple, /access_codes/update, /access_codes/update_multiple; low-level-apis/smart-locks/access-codes/modifying-access-codes): 400 invalid_input.
//   - An access code keeps to the code_constraints of its device (/access_codes/create, /access_codes/create_multiple, /access_codes/update, /access_codes/update_multiple; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): 400 invalid_input.
//   - An access grant ends in the future, and after its start (/access_grants/create, /access_grants/update; api/access_grants/create): 400 invalid_input.
//   - An access grant key is unique (/access_grants/create; core-concepts/mapping-your-resources-to-seam-resources): 409 access_grant_key_already_exists.
//   - An access method is deleted alone, and another one requested in its place (/access_methods/delete, /access_grants/request_access_methods; use-cases/granting-access/managing-access-methods).
//   - An access method opens the entrances of its grant that can be unlocked with its mode (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - An access method that a device cannot be given has a warning, and from the start of its grant an error (/access_methods/get, /access_methods/list; api/access_methods/events).
//   - An empty text removes a name from the custom metadata of a device, as null does (/devices/unmanaged/update, /devices/update; core-concepts/devices/adding-custom-metadata-to-a-device).
//   - An offline access code cannot be updated or deleted (/access_codes/update, /access_codes/update_multiple, /access_codes/delete; low-level-apis/smart-locks/access-codes/offline-access-codes): 400 invalid_input.
//   - At the end of a grant its methods are revoked, and its access codes removed from their devices (/access_grants/create, /access_grants/update; use-cases/granting-access).
//   - Custom metadata has at most 50 names, of at most 40 characters without a dot, and values of at most 500 characters (/connect_webviews/create, /connected_accounts/update, /devices/unmanaged/update, /devices/update; core-concepts/devices/adding-custom-metadata-to-a-device): 400 invalid_input.
//   - Custom metadata replaces all that a connected account had (/connected_accounts/update; api/connected_accounts/update).
//   - Deleting a grant sends access_grant.deleted, and access_method.deleted for each method (/access_grants/delete; use-cases/granting-access/managing-access-grants).
//   - Deleting an account sends access_code.deleted for the codes of its devices (/connected_accounts/delete; api/connected_accounts/delete).
//   - Encoding fails when no card is on the encoder (/acs/encoders/encode_credential, /access_methods/encode; low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials).
//   - Hotek, Latch and dormakaba entrances cannot be unlocked remotely (/acs/entrances/unlock; device-and-system-integration-guides/hotek-access-control-system): 400 invalid_input.
//   - Latch chooses the PIN (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials): 400 invalid_input.
//   - No two access codes on a device have the same PIN at the same time (/access_codes/create, /access_codes/create_multiple, /access_codes/update; low-level-apis/smart-locks/access-codes/troubleshooting-access-code-issues): 409 duplicate_access_code.
//   - Only a cloud key unlocks an entrance remotely (/acs/entrances/unlock; use-cases/granting-access/using-cloud-keys): 400 invalid_input.
//   - Only a credential for a code or a card can have a code (/acs/credentials/create, /acs/credentials/update; api/acs/credentials/create): 400 invalid_input.
//   - Only an access method with the mode cloud_key unlocks an entrance remotely (/access_methods/unlock_door; use-cases/granting-access/using-cloud-keys): 400 invalid_input.
//   - Pulling a backup access code again returns the same code (/access_codes/pull_backup_access_code; low-level-apis/smart-locks/access-codes/backup-access-codes).
//   - Salto KS chooses the PIN (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/salto-ks-access-control-system): 400 invalid_input.
//   - The credentials of a reservation override those of the stays before it, as soon as they are issued and have started (/access_grants/create, /access_methods/encode, /acs/encoders/encode_credential; use-cases/granting-access/reservation-access-grants).
//   - The first grant of a reservation sets its entrances (/access_grants/create; use-cases/granting-access/reservation-access-grants): 409 conflict.
//   - The grants of a person have the same PIN if it is free (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - The lock chooses the PIN of an offline access code (/access_codes/create; low-level-apis/smart-locks/access-codes/offline-access-codes): 400 invalid_input.
//   - The times of the grants of a reservation overlap (/access_grants/create, /access_grants/update; use-cases/granting-access/reservation-access-grants): 409 conflict.
//   - The unmanaged access codes of igloohome, Kwikset and SmartThings locks stay unmanaged (/access_codes/unmanaged/convert_to_managed, /access_codes/unmanaged/update; low-level-apis/smart-locks/access-codes/migrating-existing-access-codes): 400 invalid_input.
//
// It does not play these:
//
//   - A PTI user opens nothing without a pti_access_level group (/acs/users/create, /acs/credentials/create; device-and-system-integration-guides/pti-storlogix-cloud): Seam's document does not have the warning that the page names.
//   - A Salto KS site has a limited number of subscribed users (/acs/users/create; low-level-apis/access-systems/troubleshooting-your-access-control-system): no site has a limit here.
//   - A Salto Space card is written anew or as it was, by assign_new_key (/acs/credentials/create; device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials): a new credential can be encoded on any card here.
//   - A Visionline rfid48 card holds a limited number of rooms and common doors (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties): no entrance is a common door here.
//   - A device with pin_code_matches_existing_set takes no PIN but those of its set (/access_codes/create; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): only the manufacturer knows the set.
//   - A grant whose spaces changed has the warning underprovisioned_access or overprovisioned_access until its methods follow (/access_grants/get; use-cases/granting-access/managing-access-grants): the methods follow at once, and a pending access code has its own status.
//   - A mobile key names the credential manager that issues it (/acs/credentials/create; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system): every key reaches its phone here, with or without a credential manager.
//   - An update changes the places of an access grant (/access_grants/update; use-cases/granting-access/managing-access-grants): Seam's document gives the operation no fields for them.
//   - Pushed reservations become access grants, and deleted ones lose them (/customers/push_data, /customers/delete_data; capability-guides/reservation-automations): both calls return an example and change nothing.
//   - The access codes of a device that becomes unmanaged are unmanaged too (/devices/update; core-concepts/devices/managed-and-unmanaged-devices): Seam does not say what becomes of them when the device is managed again.
//   - With auto_join a card overrides others only if its entrances have none (/acs/credentials/create; api/acs/credentials/object): there is then nothing to override, so the card always joins.
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
//     access empties all three and keeps the credentials. Schedules of ACS users close no door, except at
//     Salto KS.
//   - Access groups are made by [Server.AddAccessGroup] alone, in the systems of manufacturers that
//     have them.
//   - Access grants. Each requested access method has a credential in every access system and, for a
//     code, an access code on every device that takes codes: one PIN for all, unless it is taken
//     somewhere. It is issued when all of these are in force: a card when it is encoded, or when a card
//     that belongs to nobody is assigned, in any system; a mobile key at once, with an instant key.
//     Devices open with codes alone. A grant follows its times and its spaces, and a change of these
//     reaches a card when it is encoded again. Every grant counts as one for a guest. Deleting it
//     deletes everything at once, and frees a card that was assigned.
//   - Instant keys last seven days and count no uses.
//   - Phones. Deactivating a phone removes it. A multi-phone sync credential puts a mobile key on
//     each phone of its holder at once, which names it as its parent. Phones are no devices.
//   - Hotek. Only systems of type hotek_site report devices. An entrance that is reported as removed
//     is gone, an encoder stays with an error.
//   - Manufacturers. Of their own rules those above are checked, and no others (which access methods a
//     system knows, which metadata fits which system); of a device, what its properties say is. An
//     entrance opens with every access method unless [Server.SetEntranceMethods] says otherwise, and
//     remotely unless its manufacturer forbids it. Metadata is returned as far as Seam's responses can
//     carry it: what was sent for Visionline and Vostio and what follows from it. Of a Visionline
//     credential all entrances count as guest entrances. With auto_join it never overrides another.
//   - Codes. A credential with the method mobile_key or cloud_key is refused a code, on creation and
//     on update. Two credentials may have the same code if a caller asks for it. An access code is on
//     its device at once, also if it starts later. It stays in lists when it has ended. A change of
//     one shows at once, beside its pending mutations.
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
