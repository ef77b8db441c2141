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

// EncodersService writes and reads cards with the encoders of access systems. Its methods begin an
// action and return at once: wait for the [Attempt] while somebody presents the card.
//
// [EncodersService.Scan] and [EncodersService.ScanToAssign] send no metadata, which Salto KS needs.
// The generated service does: call ScanCredential or ScanToAssignCredential of the encoders that
// client.Client.ACS has, and resume the attempt by its ID.
type EncodersService struct {
	client *Client

	// Simulate has the operations below /acs/encoders/simulate, for a sandbox.
	Simulate *gen.ACSEncodersSimulateService
}

func newEncodersService(client *Client) *EncodersService {
	return &EncodersService{client: client, Simulate: client.Client.ACS.Encoders.Simulate}
}

// Get returns the encoder with this ID.
//
// POST /acs/encoders/get
func (s *EncodersService) Get(ctx context.Context, req *gen.ACSEncodersGetRequest, opts ...gen.CallOption) (*gen.ACSEncoder, error) {
	return s.generated().Get(ctx, req, opts...)
}

// List yields the encoders that the request selects, page by page.
//
// POST /acs/encoders/list
func (s *EncodersService) List(ctx context.Context, req *gen.ACSEncodersListRequest, opts ...gen.CallOption) iter.Seq2[*gen.ACSEncoder, error] {
	return s.generated().List(ctx, req, opts...)
}

// ListPage returns the page of the encoders that the cursor of the request leads to, the first
// without one.
//
// POST /acs/encoders/list
func (s *EncodersService) ListPage(ctx context.Context, req *gen.ACSEncodersListRequest, opts ...gen.CallOption) (*gen.Page[gen.ACSEncoder], error) {
	return s.generated().ListPage(ctx, req, opts...)
}

// Encode writes a credential onto the card that is presented to the encoder. The result is the
// credential, issued.
//
// It fails with one of the types ActionErrorBridgeDisconnected, ActionErrorCredentialCannotBeReissued,
// ActionErrorCredentialDeleted, ActionErrorEncoderCommunicationTimeout, ActionErrorEncoderNotOnline,
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

// Scan reads the card that is presented to the encoder, and what Seam knows about it.
//
// It fails with one of the types ActionErrorBridgeDisconnected,
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

// ScanToAssign reads the card that is presented to the encoder and gives it to a holder. The result
// is the credential, assigned.
//
// It fails with one of the types ActionErrorExpired, ActionErrorNoCredentialOnEncoder and
// ActionErrorUncategorized.
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

// ResumeEncode returns the attempt with this ID that Encode began, to be waited for. It sends
// nothing yet.
func (s *EncodersService) ResumeEncode(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](encoderOperation(pathEncodeCredential)))
}

// ResumeScan returns the attempt with this ID that Scan began, to be waited for. It sends nothing
// yet.
func (s *EncodersService) ResumeScan(id string) *Attempt[*ScanResult] {
	return resumeAttempt(s.owner(), id, resultOf[ScanResult](encoderOperation(pathScanCredential)))
}

// ResumeScanToAssign returns the attempt with this ID that ScanToAssign began, to be waited for. It
// sends nothing yet.
func (s *EncodersService) ResumeScanToAssign(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](encoderOperation(pathScanToAssignCredential)))
}

func (s *EncodersService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

// generated returns the service whose methods this one adds to.
func (s *EncodersService) generated() *gen.ACSEncodersService {
	if client := s.owner(); client != nil {
		return client.Client.ACS.Encoders
	}
	return gen.NewClient(noCaller{}).ACS.Encoders
}

// noCaller is the caller of a service that was not created by NewClient.
type noCaller struct{}

func (noCaller) Call(context.Context, *gen.Operation, any, any, ...gen.CallOption) error {
	return errForeignService
}

func encoderOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.ACSEncodersService](path)
}

// ScanResult is what [EncodersService.Scan] found.
type ScanResult struct {
	// OnCard is what the encoder read; nil if Seam does not tell.
	OnCard *ScannedCard `json:"acs_credential_on_encoder"`
	// OnSeam is the credential that Seam knows for the card; nil if it knows none.
	OnSeam *Credential `json:"acs_credential_on_seam"`
	// Warnings say, for example, that the two differ.
	Warnings []ScanWarning `json:"warnings"`
}

// String names the credential and the warnings. It leaves out the number of the card.
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

// ScannedCard is what an encoder read from a card.
type ScannedCard = gen.ScannedCard

// ScanWarning is something to know about a card that was scanned.
type ScanWarning = gen.ScanWarning

// ScanWarningCode is Seam's name for a [ScanWarning]. Seam may send others than those below.
type ScanWarningCode = gen.ScanWarningCode

// Codes of warnings about a card that was scanned.
const (
	// ScanWarningOutOfSync is a card that differs from what Seam knows about it.
	ScanWarningOutOfSync = gen.ScanWarningCodeACSCredentialOnEncoderOutOfSync
	// ScanWarningNotOnSeam is a card that Seam does not know.
	ScanWarningNotOnSeam = gen.ScanWarningCodeACSCredentialOnSeamNotFound
)

// orNil leaves a field out of a generated request.
func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
