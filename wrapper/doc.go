// Package seam is a client for the Seam API, which connects programs to many door access systems and
// smart locks. Hotels, offices and property software use it to give people access: with PIN codes, key
// cards, and keys on phones.
//
// # A first program
//
// This program lists the devices of a workspace. [FromEnv] reads the API key from the environment
// variable SEAM_API_KEY. To pass the key yourself, call seam.NewClient(seam.APIKey(key)).
//
//	package main
//
//	import (
//		"context"
//		"fmt"
//		"log"
//
//		seam "github.com/seam-go/seam/wrapper"
//	)
//
//	func main() {
//		client, err := seam.FromEnv()
//		if err != nil {
//			log.Fatal(err)
//		}
//		for device, err := range client.Devices.List(context.Background(), nil) {
//			if err != nil {
//				log.Fatal(err)
//			}
//			fmt.Println(device.DeviceID, device.DisplayName)
//		}
//	}
//
// Every operation that Seam documents is a method of the client: client.Devices.List sends POST
// /devices/list. Most methods are generated from Seam's OpenAPI document, and their parameters and
// results are types of package gen: [gen.DevicesService] has the methods of client.Devices.
// [AccessGrantsService], [AccessMethodsService], [AccessCodesService], [CredentialsService],
// [EncodersService], [ConnectWebviewsService], [SpacesService] and [UserIdentitiesService] have hand-written
// methods, too, which wait, check or type more than the document does. [Client.Call] sends a request to any
// other path.
//
// # Guides
//
// The examples of this package are programs to copy. In a clone they are the files guide_*_test.go:
//
//   - Pin, VisionlineCard and MobileKey give access, from the first request to the last failure.
//   - Checkout, MovingCredential and Resume are safe when the network or the program fails.
//   - Unlock, OutcomeUnknown, ListFault and HTTPErrors handle errors.
//   - WebhookEvents and Logging run in every server.
//   - TwoWorkspaces, TwoHotels and Undocumented are for programs that need them.
//
// # Authentication
//
// Create one client, and share it. Choose its [Auth] by who runs the program:
//
//   - [APIKey]: a server that works in one workspace.
//   - [PersonalAccessToken]: a server that works in several workspaces, with a client for each.
//     [NewWorkspacesClient] lists and creates them.
//   - [ClientSession]: a program in the hands of your customers, with a token that your server created for
//     one of them. With a [PublishableKey] the program gets that token itself.
//
// [FromEnv] reads SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID, and the address of the
// API from SEAM_ENDPOINT.
//
// # Terms
//
// A workspace contains everything else. A connected account brings an access system (ACS, access
// control system) or devices, such as smart locks, into the workspace. An access system has entrances,
// which are its doors, encoders, which write key cards, and ACS users, who hold credentials. A
// credential is a PIN code, a card, or a key on a phone or in a cloud. A user identity is a person, who
// may be an ACS user of several access systems.
//
// # Access grants or credentials
//
// Create an access grant to let a person into places, whichever systems control their doors. The grant
// says who may enter, where, how and when. Seam creates the codes, cards and keys, which are the access
// methods of the grant, and deletes them with it. Start here unless you have a reason not to.
//
//	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
//		Grantee:     seam.UserIdentity(person.UserIdentityID), // or seam.NewPerson
//		EntranceIDs: []string{entranceID},
//		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
//		EndsAt:      checkout,
//		Key:         "stay-4711",
//	})
//
// With a Key of your own, creating a grant can be repeated and makes one grant only. Another grant with
// the same Key is a [*KeyConflictError]. Wait for the methods of a grant with
// [AccessGrantsService.WaitIssued], which also says which cards have to be encoded. The InstantKeyURL of a
// grant is the link that puts its mobile key on a phone, and may be sent at once. Access systems of hotels
// also need a ReservationKey.
//
// Create credentials to manage one access system yourself: to choose its ACS users, the options of its
// manufacturer, and the lifetime of each credential.
//
//	credential, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
//		Holder: seam.ACSUser(user.ACSUserID),
//		Method: seam.Code{PIN: "824759"}, // or seam.Card, seam.MobileKey, seam.CloudKey
//		EndsAt: checkout,
//	})
//
// For one PIN on one smart lock, use client.AccessCodes. Create checks its parameters, CheckPIN checks them
// against the rules and the other codes of the lock, and WaitSet waits until the PIN works.
//
// # Optional fields
//
// In the requests of package gen, an optional field is a pointer. Set it with new; nil is not sent. A
// field that can also be null is a [gen.Nullable]: gen.Value sets it, and gen.Null sends null, which
// removes the value at Seam.
//
//	user, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
//		ACSSystemID:  systemID,
//		FullName:     "Ada Lovelace",
//		EmailAddress: new("ada@example.com"),
//	})
//	if err != nil {
//		log.Fatal(err)
//	}
//	err = client.UserIdentities.Update(ctx, &gen.UserIdentitiesUpdateRequest{
//		UserIdentityID: person.UserIdentityID,
//		FullName:       gen.Value("Ada King"),
//		PhoneNumber:    gen.Null[string](),
//	})
//
// In results, a value that Seam did not send is the zero value. Objects, numbers and values that may be
// null are pointers.
//
// # Lists
//
// A List method returns a sequence that fetches page after page, or a slice if Seam sends the whole list
// at once. A list that ends without an error was read to its end.
//
//	for user, err := range client.ACS.Users.List(ctx, &gen.ACSUsersListRequest{ACSSystemID: &systemID}) {
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(user.FullName)
//	}
//
// [Collect] returns the items as a slice.
//
// An incomplete list ends with the error of a call, or with a [*gen.MissingCursorError],
// [*gen.RepeatedCursorError] or [*gen.PaginationError]. Items that are null or cannot be decoded are
// left out, and logged. A program that must not miss one passes [CallInfo], and checks
// [ResponseInfo.OmitsItems] after the list, or [ResponseInfo.MalformedFields] if it compares fields.
//
// To stop and continue later, read page by page with ListPages and store the cursor. The request of a
// generated method has it as PageCursor. After the last page it is empty, and an empty cursor starts from the
// first page, so store that the list has ended, too.
//
//	for page, err := range client.ACS.Credentials.ListPages(ctx, seam.CredentialFilter{Cursor: cursor}) {
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(len(page.Items))
//		cursor = page.NextPageCursor // store it
//	}
//
// [CallReadAhead] fetches the next page while the loop works.
//
// # Waiting for actions
//
// Some operations start an action at a door, such as unlocking it or writing a card, and return at
// once. [Client.WaitFor] and [Attempt.Wait] poll Seam until the action has ended or the context ends.
//
//	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID})
//	if err != nil {
//		log.Fatal(err)
//	}
//	ctx, cancel := context.WithTimeout(ctx, time.Minute)
//	defer cancel()
//	attempt, err = client.WaitFor(ctx, attempt)
//	if err != nil {
//		log.Fatal(err) // attempt is nil.
//	}
//	fmt.Println(attempt.Status)
//
// A lock that was told to unlock need not confirm it: see WasConfirmedByDevice in the result of
// [*gen.UnlockDoorActionAttempt], which the Value of the attempt holds.
//
// Check the error for these types in this order, and before you check whether the context has ended:
//
//   - [*ActionError]: the action failed. Its Type is the reason.
//   - [*ActionPendingError]: the action has started and may still succeed. Wait again.
//   - [*ActionResultError]: the action succeeded, but its result is missing.
//   - [*gen.MissingResultError]: Seam accepted the action, but sent nothing to wait for.
//   - [ErrOutcomeUnknown]: the action may not have started. Check before you send it again.
//
// # Waiting for states
//
// Other operations return before their change has reached the doors. WaitIssued, WaitSet and WaitDeleted of
// [AccessGrantsService], [AccessMethodsService], [AccessCodesService] and [CredentialsService] wait for that,
// and [ConnectWebviewsService.WaitAuthorized] waits for a person who logs in. Check their errors for these
// types:
//
//   - [*CardRequiredError]: a card has to be encoded or assigned. Do so, and wait again.
//   - [*IssueError]: the resource has errors. Seam may go on trying.
//   - [*LoginFailedError]: the person could not log in. Create another Connect Webview.
//   - [*WaitError]: the context ended, or a request failed for good. Wait again. If it wraps a
//     [*MalformedError], the response did not show the state.
//
// [Client.Wake] ends the pauses between the requests of a wait when a webhook event arrives.
//
// # Errors
//
// A call that Seam rejects, or that gets no usable response, returns an [*Error]. Match the common kinds
// with errors.Is and [*gen.MissingResultError] with errors.AsType, in the order of this table, because an
// error may match several rows. The last column suggests the status with which a server that makes the call
// responds to its own caller. The errors of waits come before all of these: see above.
//
//	error                      what happened                                             HTTP status
//	*gen.MissingResultError    Seam processed the call, but its result is missing        502
//	ErrOutcomeUnknown          the change may have been made                             502; 504 if late
//	ErrRateLimited             too many requests; Error.RetryAfter is the wait           429 and Retry-After
//	ErrNotFound                something that the call refers to does not exist          404
//	ErrInvalidInput            an argument is invalid                                    400
//	ErrConflict                the present state does not allow the change               409
//	ErrUnauthorized            the server's own API key is wrong or not permitted        500
//	context.DeadlineExceeded   the context, CallTimeout or WithAttemptTimeout ended it   504
//	context.Canceled           the context was cancelled                                 nobody waits for it
//	any other error            there is no usable response                               502
//
// From the third row on, the change was not made. "Late" means that the error also matches
// context.DeadlineExceeded: time ran out while Seam may have been making the change. If it runs out during a
// read, or before a change is sent, the error matches context.DeadlineExceeded only. A call that gives up
// because its next attempt would come after the deadline returns the failure that it has, such as
// [ErrRateLimited], and does not match context.DeadlineExceeded.
//
// The guide HTTPErrors is an HTTP handler with these statuses.
//
//	if e, ok := errors.AsType[*seam.Error](err); ok {
//		fmt.Println(e.StatusCode, e.Type)
//	}
//
// Only a response that has the form of Seam's errors, or Seam's request ID, counts as Seam's. The 404 of
// a proxy is not [ErrNotFound], and the 200 of a login page is not a success.
//
// Invalid arguments return a [*ParamsError] that lists every problem, and nothing is sent. It matches
// [ErrInvalidInput], as an [*Error] with ValidationErrors does.
//
// # Retries
//
// A call that fails for a reason that may pass is retried at most twice; [WithRetries] changes the number.
// Such reasons are a lost connection, an attempt that takes too long, and the statuses 408, 429, 500, 502,
// 503, 504 and 520 to 530. A response that is not Seam's, such as a login page, is not retried. Whether a
// call is retried depends on its effect, which the documentation of each method names:
//
//	effect           example          retried after a failure                after ErrOutcomeUnknown
//	gen.Read         Get, List        yes                                    (is never returned)
//	gen.Idempotent   Update, Delete   yes                                    send it again
//	gen.Write        Create, Unlock   if Seam certainly did not process it   check before you send it again
//
// [ErrOutcomeUnknown] means that a call that changes something may have been processed, whatever
// happened afterwards. If a later attempt of an idempotent call is rejected, the error still says that
// the first attempt may have been processed. A deletion whose second attempt finds nothing to delete has
// succeeded.
//
// With a key of yours you need no check: access grants, spaces and user identities that are created with
// one are looked up by it, and creating them again creates nothing twice. For other writes, look in the list
// of the resource, or use [CredentialsService.Matching] for credentials. Wait for two minutes before you
// look, because Seam may still be processing the request that lost its response. A list proves that something
// does not exist only if it ended without an error, and no field that you compare is malformed: see
// [ResponseInfo.MalformedFields]. Matching checks that itself.
//
// client.ActionAttempts.List with a DeviceID has the actions of a device that have started, even before they
// change anything at the door. It does not help with cards: see [EncodersService.Encode].
//
// A rate-limited call (429) was not processed, so every call is retried after Retry-After, if that is at
// most one minute and the context lasts; otherwise the call returns [ErrRateLimited]. The pause before
// other retries is random: at most half a second before the first, one second before the second, and so
// on. To get through an outage of minutes, raise [WithRetries]. [Attempt.Wait] polls until its context
// ends.
//
// # Webhooks
//
// A [Webhook] verifies the signatures of events that Seam sends to your server:
//
//	webhook, err := seam.NewWebhook(secret)
//	if err != nil {
//		log.Fatal(err)
//	}
//	http.Handle("/seam", webhook.Handler(func(ctx context.Context, event *gen.Event) error {
//		switch e := event.Value().(type) {
//		case *gen.LockUnlockedEvent:
//			fmt.Println("unlocked:", e.DeviceID)
//		}
//		return nil
//	}))
//
// Seam may send an event more than once, and events out of order; [Webhook] says how to handle that.
//
// # Testing
//
// Package [github.com/seam-go/seam/wrapper/seamtest] is a fake Seam that runs in the memory of your
// tests. It responds to every documented operation, keeps state, and fails on request:
//
//	srv := seamtest.NewServer()
//	client := srv.Client()
//	systemID := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
//
//	srv.ResetAfterNext("/acs/users/create") // processes the next call and loses the response
//	_, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: "Ada Lovelace"})
//	if !errors.Is(err, seam.ErrOutcomeUnknown) {
//		t.Error(err)
//	}
//
// # Logging and secrets
//
// [WithLogger] logs calls at debug level, and retries and malformed responses at warn level, without bodies and
// without the API key.
//
// The parameters and results of this package that can hold a PIN, a card number or a search text leave
// it out when they are printed with %v, %+v, %#v, %s or %q, or logged with slog. One exception: fmt
// prints the value of an unexported field in a struct of yours as it is. json.Marshal of parameters masks
// the value. json.Marshal of a [Credential], an [AccessGrant] or a [GrantedMethod] includes the PIN,
// because programs export them that way.
//
// An [*Error] prints Seam's message, which may repeat a PIN that Seam rejected. Log its StatusCode, Type
// and RequestID if that matters. The types of package gen leave out tokens and secrets when printed, but
// not PINs and personal data: log their IDs.
//
// # Compatibility
//
// Seam changes its API almost daily, and deployed programs must keep working. This package therefore
// never rejects a value because it is new. Enums are strings with constants for the known values. Unions
// have a member for unknown variants. Fields that are unknown or cannot be decoded are available as raw
// JSON: see [Credential.Unknown] and [CallInfo].
//
// Of the 2778 changes between releases of Seam's document up to 1.977.0, deployed programs ignore 84 %,
// misread 6 % and fail at 10 %. The file openapi/HISTORY.md lists them by kind, and those of credentials
// by name.
//
// # Concurrency
//
// A [Client], its services, an [Attempt] and a [Webhook] are safe for concurrent use; create one client
// and share it. Calls do not modify their parameters. Do not modify them while a call is running.
//
// # Seam's documentation
//
//   - Access grants: https://docs.seam.co/use-cases/granting-access
//   - Credentials: https://docs.seam.co/low-level-apis/access-systems/managing-credentials
//   - Encoders: https://docs.seam.co/low-level-apis/access-systems/working-with-card-encoders-and-scanners
//   - Access codes on smart locks: https://docs.seam.co/low-level-apis/smart-locks/access-codes
//   - Action attempts: https://docs.seam.co/core-concepts/action-attempts
//   - Workspaces: https://docs.seam.co/core-concepts/workspaces
//   - Client sessions: https://docs.seam.co/core-concepts/authentication/client-session-tokens
//   - Webhooks: https://docs.seam.co/developer-tools/webhooks
package seam
