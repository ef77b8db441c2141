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
// A call that Seam rejects, or that gets no usable response, returns an [*Error]; errors.Is tells the
// common kinds apart ([ErrNotFound], [ErrRateLimited], …). Only a response that is Seam's is
// believed: one with the form of its errors, or with its request id. The 404 of a proxy is not
// ErrNotFound, and the 200 of a login page is no success. Arguments that cannot be right are a
// [*ParamsError], and nothing was sent. A [*gen.MissingResultError] says that Seam has processed the
// call, but that its response lacks the result.
//
// A list that ends without an error was read to its end. One that was not ends with the error of a
// call, or with a [*gen.MissingCursorError], [*gen.RepeatedCursorError] or [*gen.PaginationError].
// Items that are null or cannot be read are left out; [CallInfo] and the log report them.
//
// After [Attempt.Wait], check for these errors in this order, and before checking whether a context
// has ended:
//
//   - [*ActionError]: the action failed, for the reason given.
//   - [*ActionPendingError]: it has begun and may still succeed. Wait again.
//   - [*ActionResultError]: it succeeded, but its result is missing.
//   - [*gen.MissingResultError]: it was accepted, but there is nothing to wait for.
//   - [ErrOutcomeUnknown]: it may not even have begun. Check before you send it again.
//
// # Repetition
//
// The documentation of each method names its effect, which decides what is sent again when the
// network or Seam fails, at most twice unless [WithRetries] says otherwise:
//
//   - [gen.Read]: always.
//   - [gen.Idempotent], such as an update or a deletion: always. If a later attempt is rejected, the
//     error says that the first may have been processed. A deletion that finds nothing any more has
//     succeeded then.
//   - [gen.Write], which creates or starts something: only if Seam certainly did not process it.
//
// If a call that changes something may have been processed, its error is [ErrOutcomeUnknown],
// whatever else happened afterwards. An idempotent call can simply be sent again. Before sending a
// write again, look whether it was made: [CredentialsService.Matching] does so for credentials, other
// things show in their lists, and an action that has begun is in /action_attempts/list, even while
// nothing has changed at the door.
//
// A rate-limited call (429) was not processed, so every call is retried after Retry-After if that is
// at most one minute and the context lasts; [ErrRateLimited] is returned otherwise. Between other
// attempts there is a random wait of up to half a second, then up to one, and so on: for an outage of
// minutes, raise [WithRetries]. [Attempt.Wait] goes on until its context ends.
//
// # Logging and secrets
//
// [WithLogger] writes neither the API key nor bodies. The parameters and results of this package that
// can hold a PIN, a card number or a search text leave it out of the output of %v, %+v, %#v, %s, %q and
// slog, except where fmt reads one from an unexported field of a struct of yours. json.Marshal of
// parameters writes a mask in its place, but json.Marshal of a [Credential] writes the PIN: it is what a
// program exports. An [*Error] prints Seam's message, which may repeat a PIN that was refused: log its
// StatusCode, Type and RequestID if that matters. The types of gen leave out tokens and secrets, but
// print PINs and other data of people: log their IDs.
package seam
