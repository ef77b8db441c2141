package seam

import (
	"context"
	"iter"

	"github.com/seam-go/seam/gen"
)

const (
	pathEncodeCredential       = "/acs/encoders/encode_credential"
	pathScanCredential         = "/acs/encoders/scan_credential"
	pathScanToAssignCredential = "/acs/encoders/scan_to_assign_credential"
)

// EncodersService reads and writes cards with the encoders of access systems. Use it as
// client.ACS.Encoders. Encode, Scan and ScanToAssign start an action and return at once; wait for
// the [Attempt] while somebody presents the card to the encoder. Its result is typed, unlike that of
// the generated methods for these actions.
//
// Encode, Scan and ScanToAssign check their parameters before they send anything. Invalid
// parameters are a [*ParamsError] that lists every problem. All methods return the errors of calls;
// see [Error].
//
// Scan and ScanToAssign cannot send the metadata that Salto KS needs. For Salto KS, call
// ScanCredential or ScanToAssignCredential of the generated service client.Client.ACS.Encoders, and
// pass the ID of the action attempt to ResumeScan or ResumeScanToAssign.
type EncodersService struct {
	client *Client

	// Simulate holds the operations below /acs/encoders/simulate, which work in sandbox workspaces.
	Simulate *gen.ACSEncodersSimulateService
}

func newEncodersService(client *Client) *EncodersService {
	return &EncodersService{client: client, Simulate: client.Client.ACS.Encoders.Simulate}
}

// Get returns one encoder, or [ErrNotFound].
//
// Effect: [gen.Read].
//
// POST /acs/encoders/get
func (s *EncodersService) Get(ctx context.Context, req *gen.ACSEncodersGetRequest, opts ...gen.CallOption) (*gen.ACSEncoder, error) {
	return s.generated().Get(ctx, req, opts...)
}

// List yields the encoders that the request selects, and fetches page by page. A failure is yielded
// after the encoders before it, and ends the sequence.
//
// Effect: [gen.Read].
//
// POST /acs/encoders/list
func (s *EncodersService) List(ctx context.Context, req *gen.ACSEncodersListRequest, opts ...gen.CallOption) iter.Seq2[*gen.ACSEncoder, error] {
	return s.generated().List(ctx, req, opts...)
}

// ListPages yields the pages of [EncodersService.List]. To continue after a page later, set
// PageCursor of the same request to the NextPageCursor of the page.
//
// Effect: [gen.Read].
//
// POST /acs/encoders/list
func (s *EncodersService) ListPages(ctx context.Context, req *gen.ACSEncodersListRequest, opts ...gen.CallOption) iter.Seq2[*gen.Page[gen.ACSEncoder], error] {
	return s.generated().ListPages(ctx, req, opts...)
}

// ListPage returns one page of [EncodersService.List]: the page at the cursor of the request, or
// the first page.
//
// Effect: [gen.Read].
//
// POST /acs/encoders/list
func (s *EncodersService) ListPage(ctx context.Context, req *gen.ACSEncodersListRequest, opts ...gen.CallOption) (*gen.Page[gen.ACSEncoder], error) {
	return s.generated().ListPage(ctx, req, opts...)
}

// Encode writes a credential onto the card that somebody presents to the encoder. The result of the
// attempt is the issued credential. Tests make it fail with FailNextAction of package seamtest and
// [gen.ActionTypeEncodeCredential].
//
// After [ErrOutcomeUnknown], an action may be writing to whatever card is on the encoder.
// client.ActionAttempts.List cannot find it, because a running action names neither its encoder nor its
// credential. Write no other card until the action has surely ended: Seam documents no limit, and the
// example VisionlineCard waits for two minutes. Then get the credential. If its [Credential.State] is
// [CredentialNeedsEncoding], the card was not written: call Encode again.
//
// Wait returns an [*ActionError] with one of the types ActionErrorBridgeDisconnected,
// ActionErrorCredentialCannotBeReissued, ActionErrorCredentialDeleted,
// ActionErrorEncoderCommunicationTimeout, ActionErrorEncoderNotOnline,
// ActionErrorEncodingInterrupted, ActionErrorExpired, ActionErrorIncompatibleCardFormat,
// ActionErrorNoCredentialOnEncoder and ActionErrorUncategorized.
//
// Effect: [gen.Write].
//
// POST /acs/encoders/encode_credential
func (s *EncodersService) Encode(ctx context.Context, encoderID, credentialID string, opts ...gen.CallOption) (*Attempt[*Credential], error) {
	var found problems
	found.id("ACSEncoderID", encoderID)
	found.id("ACSCredentialID", credentialID)
	if err := checkClient(s.owner(), found.err(pathEncodeCredential)); err != nil {
		return nil, err
	}
	req := &gen.ACSEncodersEncodeCredentialRequest{ACSEncoderID: encoderID, ACSCredentialID: &credentialID}
	response, err := s.generated().EncodeCredential(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[Credential](encoderOperation(pathEncodeCredential)))
}

// Scan reads the card that somebody presents to the encoder. The result of the attempt holds the
// data on the card and the credential that Seam knows for it.
//
// Wait returns an [*ActionError] with one of the types ActionErrorBridgeDisconnected,
// ActionErrorEncoderCommunicationTimeout, ActionErrorEncoderNotOnline, ActionErrorExpired,
// ActionErrorNoCredentialOnEncoder and ActionErrorUncategorized.
//
// Effect: [gen.Write].
//
// POST /acs/encoders/scan_credential
func (s *EncodersService) Scan(ctx context.Context, encoderID string, opts ...gen.CallOption) (*Attempt[*ScanResult], error) {
	var found problems
	found.id("ACSEncoderID", encoderID)
	if err := checkClient(s.owner(), found.err(pathScanCredential)); err != nil {
		return nil, err
	}
	req := &gen.ACSEncodersScanCredentialRequest{ACSEncoderID: encoderID}
	response, err := s.generated().ScanCredential(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[ScanResult](encoderOperation(pathScanCredential)))
}

// ScanToAssign reads the card that somebody presents to the encoder and gives it to a holder. The
// result of the attempt is the assigned credential.
//
// Wait returns an [*ActionError] with one of the types ActionErrorExpired,
// ActionErrorNoCredentialOnEncoder and ActionErrorUncategorized.
//
// Effect: [gen.Write].
//
// POST /acs/encoders/scan_to_assign_credential
func (s *EncodersService) ScanToAssign(ctx context.Context, encoderID string, to Holder, opts ...gen.CallOption) (*Attempt[*Credential], error) {
	var found problems
	found.id("ACSEncoderID", encoderID)
	found.holder(to)
	if err := checkClient(s.owner(), found.err(pathScanToAssignCredential)); err != nil {
		return nil, err
	}
	var holder holderRequest
	to.fillHolder(&holder)
	req := &gen.ACSEncodersScanToAssignCredentialRequest{
		ACSEncoderID:   encoderID,
		ACSUserID:      orNil(holder.ACSUserID),
		UserIdentityID: orNil(holder.UserIdentityID),
	}
	response, err := s.generated().ScanToAssignCredential(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[Credential](encoderOperation(pathScanToAssignCredential)))
}

// ResumeEncode returns the attempt with this ID that Encode started, for [Attempt.Wait]. It sends
// nothing.
func (s *EncodersService) ResumeEncode(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](encoderOperation(pathEncodeCredential)))
}

// ResumeScan returns the attempt with this ID that Scan started, for [Attempt.Wait]. It sends
// nothing.
func (s *EncodersService) ResumeScan(id string) *Attempt[*ScanResult] {
	return resumeAttempt(s.owner(), id, resultOf[ScanResult](encoderOperation(pathScanCredential)))
}

// ResumeScanToAssign returns the attempt with this ID that ScanToAssign started, for
// [Attempt.Wait]. It sends nothing.
func (s *EncodersService) ResumeScanToAssign(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](encoderOperation(pathScanToAssignCredential)))
}

func (s *EncodersService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

// generated returns the service of package gen that this service extends.
func (s *EncodersService) generated() *gen.ACSEncodersService {
	if client := s.owner(); client != nil {
		return client.Client.ACS.Encoders
	}
	return gen.NewClient(noCaller{}).ACS.Encoders
}

// noCaller is the caller of a service that was not created by NewClient. All its calls fail.
type noCaller struct{}

func (noCaller) Call(context.Context, *gen.Operation, any, any, ...gen.CallOption) error {
	return errServiceWithoutClient
}

// encoderOperation returns the operation with this path. Looking it up in one service lets the
// linker drop the operations of all others.
func encoderOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.ACSEncodersService](path)
}

// ScanResult is the result of [EncodersService.Scan].
type ScanResult struct {
	// OnCard holds the data that the encoder read from the card; nil if Seam did not send it.
	OnCard *ScannedCard `json:"acs_credential_on_encoder"`
	// OnSeam is the credential that Seam knows for the card; nil for an unknown card.
	OnSeam *Credential `json:"acs_credential_on_seam"`
	// Warnings report, for example, that the card and Seam differ.
	Warnings []ScanWarning `json:"warnings"`
}

// String returns the ID of the credential and the warning codes. It leaves out the card number.
func (r ScanResult) String() string {
	text := "card without a credential on Seam"
	if r.OnSeam != nil {
		text = "card with " + r.OnSeam.String()
	}
	for _, w := range r.Warnings {
		text += ", " + string(w.WarningCode)
	}
	return text
}

// ScannedCard holds the data that an encoder read from a card.
type ScannedCard = gen.ScannedCard

// ScanWarning is a warning about a scanned card.
type ScanWarning = gen.ScanWarning

// ScanWarningCode identifies a kind of [ScanWarning]. Seam may send values that are not listed
// here.
type ScanWarningCode = gen.ScanWarningCode

// The codes of warnings about a scanned card.
const (
	// ScanWarningOutOfSync means that the data on the card differ from the credential on Seam.
	ScanWarningOutOfSync = gen.ScanWarningCodeACSCredentialOnEncoderOutOfSync
	// ScanWarningNotOnSeam means that Seam has no credential for the card.
	ScanWarningNotOnSeam = gen.ScanWarningCodeACSCredentialOnSeamNotFound
)

// orNil returns nil for a zero value, which leaves the field out of a generated request.
func orNil[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
