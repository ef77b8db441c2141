// Package seam is a client for Seam, one API over many door access systems and
// smart locks.
//
//	client, err := seam.NewClient(seam.APIKey(key))
//
// Credentials of access control systems are what it is made for: see
// [CredentialsService]. Everything else that Seam documents is generated from
// its OpenAPI document and works through the same client; the requests and
// results of those calls are types of package gen. Where this package has a
// method of the same name, its own is the one to call.
//
// # Words
//
// A workspace holds everything. A connected account brings in an access system
// (ACS) or devices such as smart locks. An access system has entrances, encoders
// that write cards, and ACS users, who hold credentials: a code, a card, a key on
// a phone or in a cloud. A user identity is a person, who may be an ACS user of
// several systems. Whoever wants a person to get into places, whatever the systems
// behind them, makes an access grant, and Seam makes the access methods: see
// gen.AccessGrantsService. Whoever wants a credential of one system begins here.
//
// # What may change at Seam
//
// Seam changes its API almost daily, and a program that is deployed must go on
// working. So what this version does not know is kept and never refused: enums
// are strings with constants for the known values, unions have a member for
// what is not known, fields that are not known or do not parse are at hand as
// raw JSON ([Credential.Unknown], [CallInfo]). What is missing is the zero
// value; in the answers, objects and numbers are pointers.
//
// Of 2778 changes between the releases of Seam's document up to 1.977.0, programs
// that are deployed ignore 84 %, misread 6 % and fail at 10 %: openapi/HISTORY.md
// has them by kind, and those of credentials by name.
//
// # Errors
//
// What Seam refuses is an [*Error]; errors.Is tells the common kinds apart
// ([ErrNotFound], [ErrRateLimited], …). So is a call that got no usable answer:
// a write may have been carried out then ([ErrOutcomeUnknown]). What is wrong with
// the arguments of what is made by hand is a [*ParamsError], and nothing has been
// sent. A [*gen.MissingResultError] says that Seam has accepted the call, but that
// its answer lacks the result; a [*gen.MissingCursorError] and a
// [*gen.RepeatedCursorError], that a list is not complete.
//
// Of an action that was waited for, ask in this order, and before asking whether a
// context has ended:
//
//   - [*ActionError]: it failed, and says why.
//   - [*ActionPendingError]: it has begun and may still succeed. Wait again.
//   - [*ActionResultError]: it succeeded, but what it resulted in is missing.
//   - [*gen.MissingResultError]: it was accepted, but there is nothing to wait for.
//   - [ErrOutcomeUnknown]: it may not even have begun. Look before sending it again.
//
// # Repeating
//
// A call that only reads, or that changes nothing more when it is sent again,
// is repeated when the network or Seam fails: twice unless [WithRetries] says
// otherwise. A call that creates or moves something is repeated only when it
// cannot have reached Seam. If that is in doubt the error is
// [ErrOutcomeUnknown]: look before you send it again. What was created shows in a
// list; an action that has begun is in /action_attempts/list, even while nothing
// has changed at the door.
//
// A call that Seam turns away for its rate (429) has done nothing, so any call is
// repeated then, after the time that Seam asks for, if that is a minute at most and
// the context lasts; [ErrRateLimited] is what remains. Between other attempts lies
// up to half a second, then up to one, and so on: for an outage of minutes, raise
// [WithRetries]. [Attempt.Wait] goes on until its context ends.
//
// # Logging
//
// [WithLogger] writes neither the API key nor bodies. What is made by hand here and
// can hold a PIN, a card number or search text leaves it out of what %v, %+v, %#v,
// %s, %q and slog write. Not so json.Marshal, which writes what is sent or what
// arrived, nor the JSON handler of slog for a slice, map or struct around such a
// value, nor fmt for one in an unexported field. The types of gen print what they
// hold, PINs and keys of people included: log their IDs.
package seam
