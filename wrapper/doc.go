// Package seam is a client for Seam, one API over many door access systems and
// smart locks.
//
//	client, err := seam.NewClient(seam.APIKey(key))
//
// Credentials of access control systems are what it is made for: see
// [CredentialsService]. Everything else that Seam documents is generated from
// its OpenAPI document and works through the same client; the requests and
// results of those calls are types of package gen.
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
// ([ErrNotFound], [ErrRateLimited], …). What is wrong with the arguments is a
// [*ParamsError], and nothing has been sent. An action that failed at the door is
// an [*ActionError].
//
// # Repeating
//
// A call that only reads, or that changes nothing more when it is sent again,
// is repeated when the network or Seam fails: twice unless [WithRetries] says
// otherwise. A call that creates or moves something is repeated only when it
// cannot have reached Seam. If that is in doubt the error is
// [ErrOutcomeUnknown]: look before you send it again.
package seam
