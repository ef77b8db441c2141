// Package seamtest is a fake Seam for tests and examples. It keeps a workspace with access systems,
// doors, cards and people in memory, and returns responses and errors in the same form as Seam.
//
// A [Server] is an [http.RoundTripper], so a program reaches it without a network. [Server.Client]
// returns a client of this module. Any other HTTP client can use the server as its transport:
//
//	srv := seamtest.NewServer()
//	client := srv.Client()
//	other := &http.Client{Transport: srv}
//
// A server leaves no goroutine running and needs no Close. It is also an [http.Handler], for programs that
// need a socket:
//
//	socket := httptest.NewServer(seamtest.NewServer())
//
// A command serves programs in other languages. It prints its keys and starts with the hardware of a
// hotel, so that a program can encode and scan cards at once:
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest -addr 127.0.0.1:0
//
// A new server is empty. The API cannot create hardware, so the test adds it with methods of the
// server. The test creates everything else by calling the API:
//
//	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
//	door := srv.AddEntrance(system, "Front Door")
//	lock := srv.AddDevice(seamtest.Device{Name: "Back Door"})
//	encoder := srv.AddEncoder(system, "Front Desk")
//	srv.PlaceCard(encoder, srv.AddCard(seamtest.Card{})) // encoding fails without a card
//
// [Server.AddHotel] adds hardware of every kind in one call.
//
// All methods are safe for concurrent use. Creating a server takes microseconds. The first call in a
// process also reads Seam's OpenAPI document, which takes about 20 milliseconds.
//
// # Keys and IDs
//
// No two servers in a process share a key, token, workspace or ID, unless [WithSeed] gives them the
// same seed, and each rejects the keys and IDs of the others. A test of two tenants therefore notices
// when data of one reaches the other. [Server.AddWorkspace] adds a workspace that the same personal
// access token reaches, through the same transport; the two share nothing else.
//
// A program gets the same keys and IDs in every run. They are derived from the functions that call
// [NewServer], so every test has different ones, or from the text passed to [WithSeed]. An ID also
// depends on the kind of the object and on how many objects of that kind were created before it:
// one more user does not change the ID of any credential.
//
// # Operations
//
// The server accepts every documented operation with POST, and with GET, PATCH, PUT or DELETE where
// Seam does. Parameters are read from the body or the query. The server validates each request against
// Seam's OpenAPI document and reports all problems in one response.
//
// Most operations are stateful: they read and change the workspace by the rules that Seam documents.
// The others return an example generated from the document, the same in every run, with the header
// [AnswerHeader]. Do not base a test on such a response. An example also refers only to objects that
// this server has, or has returned in an earlier example.
//
// Access codes, access grants with their access methods, accounts, action attempts, client sessions,
// Connect Webviews, credentials, devices, encoders, entrances, events, instant keys, locks, noise sensors
// with their thresholds, phones, spaces, access systems with their users and access groups, thermostats
// with their climate presets and schedules, user identities, webhooks and workspaces are stateful.
// Examples come from the daily and weekly programs of thermostats, from customer portals, from the list of
// device providers, and from unmanaged access grants, access methods and user identities.
//
// A request body may be up to 1 MiB long. A longer body gets status 413.
//
// # Time
//
// The server reads the time with [time.Now] on every call. Inside testing/synctest it therefore uses
// the fake clock of the bubble, and waiting 45 seconds takes no real time. [WithClock] sets another
// clock.
//
// An action attempt is pending in the response that creates it. By default the next call finds it
// finished. [Server.SetActionTime] sets how long attempts take, and [Server.FailNextAction] makes one
// fail. The server performs due work at the start of the next call and records the time at which it
// was due. [Server.CatchUp] performs it without a call.
//
// # Events
//
// Every change records the events that Seam would send. /events/list returns them, and webhooks
// receive them. [Server.HandleWebhooks] delivers them, signed, to an in-memory handler, and
// [Server.DeliverWebhooks] to the URLs of the webhooks. An event that the receiver does not accept is
// delivered again later. [Server.Emit] simulates an event that no API call causes, such as a lost
// connection. [SignEvent] signs a request that the test builds.
//
// # Faults
//
// These methods change the next call to an operation:
//
//   - [Server.FailNext] and [Server.LimitNext] return an error in Seam's form.
//   - [Server.RespondNext] returns an arbitrary status and body.
//   - [Server.AnswerNext] returns a result that the test supplies.
//   - [Server.ChangeNext] edits the response of the server.
//   - [Server.DelayNext] delays the call.
//   - [Server.ResetNext] breaks the connection before the call is processed, and
//     [Server.ResetAfterNext] after it. [Server.ResetDuringNext] breaks it while the call is in progress.
//   - [Server.OutageNext] makes this call and all later ones fail, as [Server.SetOutage] does at once.
//   - [Server.PassNext] leaves some calls unchanged first, so that a list can fail on its third page.
//
// [Server.Requests] returns the journal: the last 10,000 calls, or the number set with
// [WithJournalLimit]. [Server.DroppedRequests] counts the older calls.
//
// # Authentication
//
// The server accepts [Server.APIKey], [Server.PersonalAccessToken] together with [Server.WorkspaceID],
// and the token of a client session that has not ended. [Server.PublishableKey] can only create a
// client session. It also accepts the keys and tokens of the workspaces that [Server.AddWorkspace] or
// /workspaces/create added. Other requests get status 401, or 400 if a personal access token comes without
// a workspace. OPTIONS requests need no key. Over a socket, web pages of every origin may call.
//
// # How it differs from Seam
//
// Where Seam's documentation leaves a question open, the fake takes the stricter choice. A program
// that passes here is then less likely to be rejected by Seam.
//
//   - Time. An ends_at must be later than the server's clock, as documented. The examples in Seam's
//     documentation end in 2024: to replay them, use [WithClock], or testing/synctest, whose clock
//     starts in the year 2000. A starts_at in the past is kept unchanged; Seam may move it and add a
//     warning.
//   - Providers. The fake simulates no provider's service. A change to an access system takes effect
//     at once, and a change to a device when its action attempt has finished.
//   - Cards. A card holds only data that an encoder of this server wrote. A card credential has the
//     warning waiting_to_be_issued until it is encoded, and needs_to_be_reissued when it has changed
//     since. For every manufacturer, a change reaches the card only when it is encoded again. A
//     credential belongs to one card; encoding it on another fails with
//     credential_cannot_be_reissued. Encoding another credential on a card ends the earlier one. An
//     action uses the encoder and the card as they are when it finishes.
//   - Scans. Scanning a blank card succeeds with is_issued false and no warning. A card is not
//     assigned if its credential belongs to another ACS user or if Seam does not know it. Only a Salto
//     KS encoder that detects new tags creates a credential for an unknown card.
//   - Simulated encodings and scans. Each is used once, in the order of the requests, and ignores the
//     card on the encoder. If the encoder is offline, the action still fails.
//   - Access. An ACS user can open the entrances of their credentials, access groups and access
//     grants. A suspended user can open none, but the entrances of each credential stay the same.
//     Revoking all access empties all three and keeps the credentials. The schedule of an ACS user
//     restricts access at Salto KS only.
//   - Access groups. Only [Server.AddAccessGroup] creates them, in systems of manufacturers that
//     support groups.
//   - Access grants. Each requested access method creates a credential in every access system of the
//     grant. A code also creates an access code on every device that supports codes. All of them share
//     one PIN. One that is in use on a device is replaced there; an access system accepts it for several
//     people. An access method is issued when all of
//     its parts are active: a card when it is encoded, or when an unassigned card is assigned, in any
//     system; a mobile key at once, with an instant key. Devices support codes only. Access methods
//     follow the times and spaces of their grant, and a card follows them when it is encoded again.
//     Every grant is treated as a guest's. Deleting a grant deletes its parts at once and makes an
//     assigned card available again.
//   - Instant keys. They last seven days. Their uses are not counted. Nothing opens their links:
//     /phones/simulate/create_sandbox_phone stands for a phone that has opened one. Deleting an instant key
//     deletes its client session, and deleting an access method deletes its instant key.
//   - Phones. Deactivating a phone removes it. A multi-phone sync credential immediately puts a mobile
//     key on each phone of its holder, with that credential as its parent. So does each mobile key of an
//     access grant. A phone that has opened a link stays a phone of its person until it is deactivated,
//     even if the link, the client session or the access method is deleted, and gets the person's later
//     mobile keys. Phones are not listed as devices.
//   - Hotek. Only systems of type hotek_site report devices. Reporting an entrance as removed deletes
//     it; an encoder stays, with an error.
//   - Manufacturers. Only the manufacturer rules listed below are checked. The fake does not check
//     which access methods a system supports, or which metadata fits which system. It believes the
//     properties of a device. An entrance can be opened with every access method, except with a cloud key
//     if its manufacturer has none, unless [Server.SetEntranceMethods] restricts it.
//     Responses contain metadata for Visionline and Vostio only: the values of the request and those
//     derived from them. All entrances of a Visionline credential are treated as guest entrances. A
//     Visionline credential with auto_join never overrides another.
//   - Codes. A credential with the access method mobile_key or cloud_key rejects a code, on creation
//     and on update. Two credentials may have the same code if the requests ask for it. An access code
//     is on its device at once, even if it starts later, and stays in lists after it has ended. A
//     change to an access code is visible at once, together with its pending mutations.
//   - Assigning. A credential of another ACS user must be unassigned first (409). Assigning it again
//     to the same user succeeds. Unassigning it from a user who does not hold it fails (409).
//   - Linking. A user identity is linked to the ACS user in the system who has the same e-mail
//     address or phone number and no other identity, or else to a new one. It has at most one ACS user
//     in a system. No two identities share an e-mail address, phone number or key (409).
//   - Deleting. Deletion is immediate. Deleting an ACS user also deletes their credentials. Deleting an
//     account also deletes its devices and access systems. Deleting a user identity also deletes its
//     ACS users, access grants, phones, instant keys and client sessions.
//   - Lists. Objects are in the order of creation. A cursor is valid only with the parameters of the
//     request that returned it, and stays valid when objects are added or deleted. A filter that
//     matches nothing, such as an unknown ID, returns an empty list.
//   - Validation. Types, formats and the rules below are checked. Undocumented fields are ignored. A
//     request that does not match Seam's document gets an error before the rules are checked. Messages
//     are guesses, and so are error types other than invalid_input, unauthorized and
//     mismatched_page_parameters. Check the status, or the type where Seam documents it.
//   - Authorization. Every accepted key may call every operation: a client session sees the whole
//     workspace, and there are no roles.
//   - Events. Unlocking an entrance of an access system records the events of the action, and no lock.unlocked.
//   - Webhooks. A failed delivery is attempted again only when a call arrives. The receiver is called before
//     the call that caused the event returns.
//   - Rate limits. They are off by default. A test can simulate one with [Server.LimitNext], and
//     [WithRateLimits] enforces those that Seam documents for devices.
//
// # Rules
//
// The server implements these rules. Each names its operations and its page below https://docs.seam.co, and the refusal of a call that breaks it.
//
// /access_codes:
//
//   - A code that starts later is scheduled on its device, and set when it starts (/access_codes/create, /access_codes/update; low-level-apis/smart-locks/access-codes/lifecycle-of-access-codes).
//   - A device accepts a limited number of calls per minute (/access_codes/create, /access_codes/delete, /access_codes/update, /locks/lock_door, /locks/unlock_door; api/rate-limits-and-guardrails): 429 rate_limited.
//   - A device has at most max_active_codes_supported access codes that have not ended (/access_codes/create, /access_codes/create_multiple; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): 409 no_space_for_access_code_on_device.
//   - A device takes the access codes that it says it can program, online or offline (/access_codes/create, /access_codes/create_multiple; capability-guides/device-and-system-capabilities): 400 invalid_input.
//   - Access codes that were created together with a PIN of the caller have no common_code_key (/access_codes/create_multiple; low-level-apis/smart-locks/access-codes/creating-and-updating-multiple-linked-access-codes).
//   - Access codes with the same common_code_key have the same PIN (/access_codes/create; api/access_codes/create): 400 invalid_input.
//   - An Ultraloq lock takes time-bound codes when its time zone was reported (/access_codes/create, /devices/report_provider_metadata; device-and-system-integration-guides/ultraloq-locks): 400 invalid_input.
//   - An access code has both a start and an end, or neither; a one-time code may have no end (/access_codes/create, /access_codes/create_multiple, /access_codes/update, /access_codes/update_multiple; low-level-apis/smart-locks/access-codes/modifying-access-codes): 400 invalid_input.
//   - An access code keeps to the code_constraints of its device (/access_codes/create, /access_codes/create_multiple, /access_codes/update, /access_codes/update_multiple; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): 400 invalid_input.
//   - An offline access code cannot be updated or deleted (/access_codes/update, /access_codes/update_multiple, /access_codes/delete; low-level-apis/smart-locks/access-codes/offline-access-codes): 400 invalid_input.
//   - No two access codes on a device have the same PIN at the same time (/access_codes/create, /access_codes/create_multiple, /access_codes/update; low-level-apis/smart-locks/access-codes/troubleshooting-access-code-issues): 409 duplicate_access_code.
//   - Pulling a backup access code again returns the same code (/access_codes/pull_backup_access_code; low-level-apis/smart-locks/access-codes/backup-access-codes).
//   - The lock chooses the PIN of an offline access code (/access_codes/create; low-level-apis/smart-locks/access-codes/offline-access-codes): 400 invalid_input.
//   - The unmanaged access codes of igloohome, Kwikset and SmartThings locks stay unmanaged (/access_codes/unmanaged/convert_to_managed, /access_codes/unmanaged/update; low-level-apis/smart-locks/access-codes/migrating-existing-access-codes): 400 invalid_input.
//
// /access_grants:
//
//   - A PIN is requested with the mode code only, and a use count of an instant key with mobile_key only (/access_grants/create, /access_grants/request_access_methods; api/access_grants/create): 400 invalid_input.
//   - A change of times revokes access methods, and reissues them as soon as locks and cards have the new times (/access_grants/update; use-cases/granting-access/managing-access-grants).
//   - A code for several Salto locks is generated, and a requested PIN is ignored (/access_grants/create; use-cases/granting-access/creating-an-access-grant).
//   - A grant for entrances of Visionline, Vostio, dormakaba or Salto Space has a reservation key (/access_grants/create; use-cases/granting-access): 400 invalid_input.
//   - A grant shows the link of its instant key if it has exactly one mobile key (/access_grants/create, /access_grants/get; use-cases/granting-access/using-instant-keys).
//   - A joiner of a reservation has the entrances of the first grant, or some of them (/access_grants/create; use-cases/granting-access/reservation-access-grants): 409 conflict.
//   - A requested PIN that a device does not take is replaced there, with the warning requested_code_unavailable (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - A reservation key is for a grant with such an entrance (/access_grants/create; use-cases/granting-access/reservation-access-grants): 400 invalid_input.
//   - An access grant ends in the future, and after its start (/access_grants/create, /access_grants/update; api/access_grants/create): 400 invalid_input.
//   - An access grant key is unique (/access_grants/create; core-concepts/mapping-your-resources-to-seam-resources): 409 access_grant_key_already_exists.
//   - An access method opens the entrances of its grant that can be unlocked with its mode (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - At the end of a grant its methods are revoked, and its access codes removed from their devices (/access_grants/create, /access_grants/update; use-cases/granting-access).
//   - Deleting a grant sends access_grant.deleted, and access_method.deleted for each method (/access_grants/delete; use-cases/granting-access/managing-access-grants).
//   - The credentials of a reservation override those of the stays before it, as soon as they are issued and have started (/access_grants/create, /access_methods/encode, /acs/encoders/encode_credential; use-cases/granting-access/reservation-access-grants).
//   - The first grant of a reservation sets its entrances (/access_grants/create; use-cases/granting-access/reservation-access-grants): 409 conflict.
//   - The grants of a person have the same PIN if it is free (/access_grants/create, /access_grants/request_access_methods; use-cases/granting-access/creating-an-access-grant).
//   - The times of the grants of a reservation overlap (/access_grants/create, /access_grants/update; use-cases/granting-access/reservation-access-grants): 409 conflict.
//
// /access_methods:
//
//   - A card that its access system knows is assigned to an access method without an encoder (/access_methods/assign_card; use-cases/granting-access/using-key-cards).
//   - An access method is deleted alone, and another one requested in its place (/access_methods/delete, /access_grants/request_access_methods; use-cases/granting-access/managing-access-methods).
//   - An access method that a device cannot be given has a warning, and from the start of its grant an error (/access_methods/get, /access_methods/list; api/access_methods/events).
//   - Only an access method with the mode cloud_key unlocks an entrance remotely (/access_methods/unlock_door; use-cases/granting-access/using-cloud-keys): 400 invalid_input.
//
// /acs/credentials:
//
//   - A Latch code opens exactly one entrance (/acs/credentials/create; device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials): 400 invalid_input.
//   - A PTI PIN is a number from 1 to 4294967296 (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/pti-storlogix-cloud): 400 invalid_input.
//   - A Salto Space user has at most one card and one mobile key (/acs/credentials/create, /acs/credentials/assign; device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials): 409 acs_user_already_has_credential.
//   - A Visionline credential joins credentials that exist (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials/issuing-various-types-of-guest-joiner-mobile-credentials): 404 acs_credential_not_found.
//   - A Visionline credential that does not override others joins them (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties): 400 invalid_input.
//   - A Visionline guest credential with override ends the earlier ones for its entrances, except for its joiners (/acs/credentials/create, /acs/encoders/encode_credential; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials).
//   - A credential is for entrances that can be unlocked with its access method (/acs/credentials/create; use-cases/granting-access/using-key-cards): 400 invalid_input.
//   - A mobile key of Latch, Salto or Visionline is a multi-phone sync credential (/acs/credentials/create; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system): 400 invalid_input.
//   - A multi-phone sync credential has a key on each phone of its user (/acs/credentials/create, /phones/simulate/create_sandbox_phone, /phones/deactivate; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system).
//   - Latch chooses the PIN (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials): 400 invalid_input.
//   - Only a credential for a code or a card can have a code (/acs/credentials/create, /acs/credentials/update; api/acs/credentials/create): 400 invalid_input.
//   - Salto KS chooses the PIN (/acs/credentials/create, /acs/credentials/update; device-and-system-integration-guides/salto-ks-access-control-system): 400 invalid_input.
//
// /acs/encoders:
//
//   - A credential is written on one card and on no other (/acs/encoders/encode_credential, /access_methods/encode; low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials).
//   - Encoding fails when no card is on the encoder (/acs/encoders/encode_credential, /access_methods/encode; low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials).
//
// /acs/entrances:
//
//   - Hotek, Latch and dormakaba entrances cannot be unlocked remotely (/acs/entrances/unlock; device-and-system-integration-guides/hotek-access-control-system): 400 invalid_input.
//   - Only a cloud key unlocks an entrance remotely (/acs/entrances/unlock; use-cases/granting-access/using-cloud-keys): 400 invalid_input.
//
// /acs/users:
//
//   - A Salto KS user is not subscribed, and opens nothing, outside the access schedule (/acs/users/create, /acs/users/update, /acs/entrances/unlock; device-and-system-integration-guides/salto-ks-access-control-system).
//   - An ACS user with the e-mail address of another user of the access system is created or updated, but has an error, in avigilon_alta_org, brivo_account, dormakaba_community_site, hid_credential_manager_organization, kisi_organization, latch_building, pti_site, salto_ks_site, salto_space_system (/acs/users/create, /acs/users/update; low-level-apis/access-systems/troubleshooting-your-access-control-system).
//
// /client_sessions:
//
//   - A user has one client session until it ends, if the program asks with get_or_create (/client_sessions/get_or_create; api/client_sessions/get_or_create).
//
// /connect_webviews:
//
//   - A webview with wait_for_device_creation is authorized when the devices of its account exist, any other one before (/connect_webviews/create; core-concepts/connect-webviews/customizing-connect-webviews).
//   - Custom metadata has at most 50 names, of at most 40 characters without a dot, and values of at most 500 characters (/connect_webviews/create, /connected_accounts/update, /devices/unmanaged/update, /devices/update; core-concepts/devices/adding-custom-metadata-to-a-device): 400 invalid_input.
//   - New devices of an account with automatically_manage_new_devices false are unmanaged (/connect_webviews/create, /connected_accounts/update; core-concepts/connect-webviews/customizing-connect-webviews).
//
// /connected_accounts:
//
//   - A connected account's customer key can be set if it has none (/connected_accounts/update; api/connected_accounts/update): 400 invalid_input.
//   - Custom metadata replaces all that a connected account had (/connected_accounts/update; api/connected_accounts/update).
//   - Deleting an account sends access_code.deleted for the codes of its devices (/connected_accounts/delete; api/connected_accounts/delete).
//
// /devices:
//
//   - An empty text removes a name from the custom metadata of a device, as null does (/devices/unmanaged/update, /devices/update; core-concepts/devices/adding-custom-metadata-to-a-device).
//
// /spaces:
//
//   - A space key is unique (/spaces/create, /spaces/update; core-concepts/mapping-your-resources-to-seam-resources): 409 space_key_already_exists.
//
// /thermostats:
//
//   - A climate preset key is unique on its thermostat (/thermostats/create_climate_preset; api/thermostats/create_climate_preset): 409 climate_preset_key_already_exists.
//   - A climate preset with can_delete false cannot be deleted (/thermostats/delete_climate_preset; capability-guides/thermostats/creating-and-managing-climate-presets): 400 invalid_input.
//   - A climate preset with can_edit false cannot be updated (/thermostats/update_climate_preset; capability-guides/thermostats/creating-and-managing-climate-presets): 400 invalid_input.
//   - A mode that heats or cools needs each of its set points, in Celsius or in Fahrenheit (/thermostats/cool, /thermostats/heat, /thermostats/heat_cool, /thermostats/set_hvac_mode, /thermostats/simulate/hvac_mode_adjusted; capability-guides/thermostats/configure-current-climate-settings): 400 invalid_input.
//   - A schedule activates its climate preset at its start, and the fallback climate preset at its end (/thermostats/schedules/create, /thermostats/schedules/update, /thermostats/set_fallback_climate_preset; capability-guides/thermostats/creating-and-managing-climate-presets/setting-the-fallback-climate-preset).
//   - A set point is in the range of the thermostat, such as min_heating_set_point_celsius (/thermostats/cool, /thermostats/heat, /thermostats/heat_cool, /thermostats/set_hvac_mode, /thermostats/simulate/hvac_mode_adjusted; capability-guides/thermostats/understanding-thermostat-concepts/set-points): 400 invalid_input.
//   - A temperature within 1 °C of a set point sends thermostat.temperature_reached_set_point (/thermostats/simulate/temperature_reached; capability-guides/thermostats/configure-current-climate-settings).
//   - A thermostat has the HVAC modes for which it has the ability, such as can_hvac_heat, and that are in available_hvac_mode_settings (/thermostats/cool, /thermostats/create_climate_preset, /thermostats/heat, /thermostats/heat_cool, /thermostats/off, /thermostats/set_hvac_mode, /thermostats/simulate/hvac_mode_adjusted, /thermostats/update_climate_preset; capability-guides/thermostats/configure-current-climate-settings): 400 invalid_input.
//   - A thermostat has the fan modes in available_fan_mode_settings (/thermostats/set_fan_mode; capability-guides/thermostats/configure-current-climate-settings): 400 invalid_input.
//   - A thermostat that reports a temperature outside its threshold has a warning until it reports one inside (/thermostats/set_temperature_threshold, /thermostats/simulate/temperature_reached; capability-guides/thermostats/setting-and-monitoring-temperature-thresholds).
//   - In heat-cool mode the cooling set point is above the heating set point, by min_heating_cooling_delta_celsius if the thermostat has it (/thermostats/heat_cool, /thermostats/set_hvac_mode, /thermostats/simulate/hvac_mode_adjusted; capability-guides/thermostats/understanding-thermostat-concepts/set-points): 400 invalid_input.
//
// /user_identities:
//
//   - A user identity shares its e-mail address, phone number and key with no other (/user_identities/create, /user_identities/update, /user_identities/add_acs_user, /access_grants/create; core-concepts/mapping-your-resources-to-seam-resources): 409 user_identity_already_exists.
//
// /webhooks:
//
//   - An event whose receiver does not respond with a status 2xx is sent again: after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10 and 10 hours (/webhooks/create; developer-tools/webhooks).
//
// It does not implement these:
//
//   - A device with pin_code_matches_existing_set takes no PIN but those of its set (/access_codes/create; low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks): only the manufacturer knows the set.
//   - A grant whose spaces changed has the warning underprovisioned_access or overprovisioned_access until its methods follow (/access_grants/get; use-cases/granting-access/managing-access-grants): the methods follow at once, and a pending access code has its own status.
//   - An update changes the places of an access grant (/access_grants/update; use-cases/granting-access/managing-access-grants): Seam's document gives the operation no fields for them.
//   - A Salto Space card is written anew or as it was, by assign_new_key (/acs/credentials/create; device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials): a new credential can be encoded on any card here.
//   - A Visionline rfid48 card holds a limited number of rooms and common doors (/acs/credentials/create; device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties): no entrance is a common door here.
//   - A mobile key names the credential manager that issues it (/acs/credentials/create; capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system): every key reaches its phone here, with or without a credential manager.
//   - With auto_join a card overrides others only if its entrances have none (/acs/credentials/create; api/acs/credentials/object): there is then nothing to override, so the card always joins.
//   - A PTI user opens nothing without a pti_access_level group (/acs/users/create, /acs/credentials/create; device-and-system-integration-guides/pti-storlogix-cloud): Seam's document does not have the warning that the page names.
//   - A Salto KS site has a limited number of subscribed users (/acs/users/create; low-level-apis/access-systems/troubleshooting-your-access-control-system): no site has a limit here.
//   - Pushed reservations become access grants, and deleted ones lose them (/customers/push_data, /customers/delete_data; capability-guides/reservation-automations): both calls return an example and change nothing.
//   - The access codes of a device that becomes unmanaged are unmanaged too (/devices/update; core-concepts/devices/managed-and-unmanaged-devices): Seam does not say what becomes of them when the device is managed again.
//   - A Minut sensor has two noise thresholds, one for quiet hours and one for the rest of the day (/noise_sensors/noise_thresholds/create; capability-guides/noise-sensors/configure-noise-threshold-settings): Seam does not document what happens to a third one.
//   - The noise thresholds of a NoiseAware sensor do not overlap during the day (/noise_sensors/noise_thresholds/create, /noise_sensors/noise_thresholds/update; capability-guides/noise-sensors/configure-noise-threshold-settings): Seam does not document which hours are the day, nor what happens to one that overlaps.
//   - While a schedule without is_override_allowed is active, the settings of its thermostat cannot be changed (/thermostats/schedules/create, /thermostats/schedules/update; capability-guides/thermostats/creating-and-managing-thermostat-schedules): Seam does not document what happens to such a change.
package seamtest
