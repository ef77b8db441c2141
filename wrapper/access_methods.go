package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

const (
	pathEncodeAccessMethod = "/access_methods/encode"
	pathAssignCard         = "/access_methods/assign_card"
)

// AccessMethodsService has the operations below /access_methods: those that concern cards made by
// hand, the others generated.
type AccessMethodsService struct {
	*gen.AccessMethodsService
	client *Client
}

func newAccessMethodsService(client *Client) *AccessMethodsService {
	return &AccessMethodsService{AccessMethodsService: client.Client.AccessMethods, client: client}
}

// Encode writes an access method onto the card that is presented to the encoder. The result is the
// credential of the access method, issued. It fails as [EncodersService.Encode] does.
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

// AssignCard gives the card with this number to an access method. The result is the access method.
//
// It fails with one of the types ActionErrorCredentialNotFound, ActionErrorExpired and
// ActionErrorUncategorized.
//
// Effect: [gen.Write].
//
// POST /access_methods/assign_card
func (s *AccessMethodsService) AssignCard(ctx context.Context, accessMethodID, cardNumber string, opts ...gen.CallOption) (*Attempt[*gen.AccessMethod], error) {
	var found problems
	found.id("AccessMethodID", accessMethodID)
	found.id("CardNumber", cardNumber)
	if err := checkClient(s.owner(), found.err(pathAssignCard)); err != nil {
		return nil, err
	}
	req := &gen.AccessMethodsAssignCardRequest{AccessMethodID: accessMethodID, CardNumber: cardNumber}
	response, err := s.AccessMethodsService.AssignCard(ctx, req, opts...)
	return newStarted(s.client, response, err, resultOf[gen.AccessMethod](accessMethodOperation(pathAssignCard)))
}

// ResumeEncode returns the attempt with this ID that Encode began, to be waited for. It sends
// nothing yet.
func (s *AccessMethodsService) ResumeEncode(id string) *Attempt[*Credential] {
	return resumeAttempt(s.owner(), id, resultOf[Credential](accessMethodOperation(pathEncodeAccessMethod)))
}

// ResumeAssignCard returns the attempt with this ID that AssignCard began, to be waited for. It
// sends nothing yet.
func (s *AccessMethodsService) ResumeAssignCard(id string) *Attempt[*gen.AccessMethod] {
	return resumeAttempt(s.owner(), id, resultOf[gen.AccessMethod](accessMethodOperation(pathAssignCard)))
}

func (s *AccessMethodsService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

func accessMethodOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.AccessMethodsService](path)
}
