package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

const (
	pathGetAccessMethod    = "/access_methods/get"
	pathListAccessMethods  = "/access_methods/list"
	pathEncodeAccessMethod = "/access_methods/encode"
	pathAssignCard         = "/access_methods/assign_card"
)

// AccessMethodsService holds the operations below /access_methods. An access method is one way in
// which an access grant opens doors, such as a code or a card. Get and List return it as a
// [GrantedMethod], which has its state. Encode and AssignCard, which concern cards, return a typed
// [Attempt]. WaitDeleted waits until an access method is gone. The other methods are generated.
//
// Get, Encode, AssignCard and WaitDeleted check their parameters before they send anything. Invalid
// parameters are a [*ParamsError] that lists every problem.
type AccessMethodsService struct {
	*gen.AccessMethodsService
	client *Client
}

func newAccessMethodsService(client *Client) *AccessMethodsService {
	return &AccessMethodsService{AccessMethodsService: client.Client.AccessMethods, client: client}
}

// Get returns the access method with this ID, or [ErrNotFound].
//
// Effect: [gen.Read].
//
// POST /access_methods/get
func (s *AccessMethodsService) Get(ctx context.Context, id string, opts ...gen.CallOption) (*GrantedMethod, error) {
	var found problems
	found.id("AccessMethodID", id)
	if err := checkClient(s.owner(), found.err(pathGetAccessMethod)); err != nil {
		return nil, err
	}
	method, err := s.AccessMethodsService.Get(ctx, &gen.AccessMethodsGetRequest{AccessMethodID: id}, opts...)
	if err != nil {
		return nil, err
	}
	return &GrantedMethod{*method}, nil
}

// List returns the access methods that the request selects. For those of one access grant,
// [AccessGrantsService.Methods] is shorter.
//
// Effect: [gen.Read].
//
// POST /access_methods/list
func (s *AccessMethodsService) List(ctx context.Context, req *gen.AccessMethodsListRequest, opts ...gen.CallOption) ([]*GrantedMethod, error) {
	if err := checkClient(s.owner(), nil); err != nil {
		return nil, err
	}
	listed, err := s.AccessMethodsService.List(ctx, req, opts...)
	if listed == nil {
		return nil, err
	}
	methods := make([]*GrantedMethod, len(listed))
	for i, method := range listed {
		methods[i] = &GrantedMethod{*method}
	}
	return methods, err // An incomplete list has both.
}

// Encode writes an access method onto the card that somebody presents to the encoder, and returns
// at once. The result of the attempt is the issued credential of the access method. Wait returns
// the errors of [EncodersService.Encode]. [AccessGrantsService.WaitIssued] says which access methods have
// to be encoded, for the first time or after a change, and shows the loop. Tests make it fail with FailNextAction
// of package seamtest and [gen.ActionTypeEncodeCredential].
//
// After [ErrOutcomeUnknown], an action may be writing to whatever card is on the encoder. Write no other card
// for two minutes, as [EncodersService.Encode] explains, and call WaitIssued again. If it still lists the access
// method, the card was not written: call Encode again. The example VisionlineCard does so.
//
// Effect: [gen.Write].
//
// POST /access_methods/encode
func (s *AccessMethodsService) Encode(ctx context.Context, encoderID, accessMethodID string, opts ...gen.CallOption) (*Attempt[*Credential], error) {
	var found problems
	found.id("ACSEncoderID", encoderID)
	found.id("AccessMethodID", accessMethodID)
	if err := checkClient(s.owner(), found.err(pathEncodeAccessMethod)); err != nil {
		return nil, err
	}
	req := &gen.AccessMethodsEncodeRequest{ACSEncoderID: encoderID, AccessMethodID: accessMethodID}
	response, err := s.AccessMethodsService.Encode(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[Credential](accessMethodOperation(pathEncodeAccessMethod)))
}

// AssignCard gives the card with this number to an access method, and returns at once. The result
// of the attempt is the access method.
//
// Wait returns an [*ActionError] with one of the types ActionErrorCredentialNotFound,
// ActionErrorExpired and ActionErrorUncategorized.
//
//	attempt, err := client.AccessMethods.AssignCard(ctx, accessMethodID, "164d29dc4a09b65f")
//	if err != nil {
//		return err
//	}
//	method, err := attempt.Wait(ctx)
//
// Effect: [gen.Write].
//
// POST /access_methods/assign_card
func (s *AccessMethodsService) AssignCard(ctx context.Context, accessMethodID, cardNumber string, opts ...gen.CallOption) (*Attempt[*GrantedMethod], error) {
	var found problems
	found.id("AccessMethodID", accessMethodID)
	found.id("CardNumber", cardNumber)
	if err := checkClient(s.owner(), found.err(pathAssignCard)); err != nil {
		return nil, err
	}
	req := &gen.AccessMethodsAssignCardRequest{AccessMethodID: accessMethodID, CardNumber: cardNumber}
	response, err := s.AccessMethodsService.AssignCard(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[GrantedMethod](accessMethodOperation(pathAssignCard)))
}

// ResumeEncode returns the attempt with this ID that Encode started, for [Attempt.Wait]. It sends
// nothing.
func (s *AccessMethodsService) ResumeEncode(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](accessMethodOperation(pathEncodeAccessMethod)))
}

// ResumeAssignCard returns the attempt with this ID that AssignCard started, for [Attempt.Wait]. It
// sends nothing.
func (s *AccessMethodsService) ResumeAssignCard(id string) *Attempt[*GrantedMethod] {
	return resumeAttempt(s.owner(), id, resultOf[GrantedMethod](accessMethodOperation(pathAssignCard)))
}

func (s *AccessMethodsService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

// accessMethodOperation returns the operation with this path. Looking it up in one service lets the
// linker drop the operations of all others.
func accessMethodOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.AccessMethodsService](path)
}
