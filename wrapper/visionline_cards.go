package seam

// EarlierCards says what becomes of the Visionline credentials that open the same doors as a new one:
// [OverrideCards], [JoinCards] or [AutoJoinCards]. They exclude each other.
type EarlierCards interface {
	checkEarlier(p *problems)
	fillEarlier(req *visionlineRequest)
}

// OverrideCards makes the earlier credentials invalid, once the new one has been used at the lock. It is for
// the first credential of a stay.
type OverrideCards struct{}

// JoinCards are the IDs of valid credentials for the same doors, which the new one joins: all of them stay
// valid. It is for the further credentials of a stay.
type JoinCards []string

// AutoJoinCards lets Seam decide: the new credential overrides if no other opens the doors, and joins those
// that do.
type AutoJoinCards struct{}

// visionlineRequest is how [Visionline] is sent.
type visionlineRequest struct {
	CardFormat             CardFormat       `json:"card_format,omitzero"`
	CardFunctionType       CardFunctionType `json:"card_function_type,omitzero"`
	AutoJoin               *bool            `json:"auto_join,omitzero"`
	Override               *bool            `json:"override,omitzero"`
	JoinerACSCredentialIDs []string         `json:"joiner_acs_credential_ids,omitzero"`
}

func (m Visionline) request() *visionlineRequest {
	req := &visionlineRequest{CardFormat: m.CardFormat, CardFunctionType: m.CardFunctionType}
	if !isNil(m.Earlier) {
		m.Earlier.fillEarlier(req)
	}
	return req
}

func (OverrideCards) checkEarlier(*problems) {}

func (ids JoinCards) checkEarlier(p *problems) {
	if len(ids) == 0 {
		p.add("JoinCards", "empty; give the credentials to join")
	}
	p.ids("JoinCards", ids)
}

func (AutoJoinCards) checkEarlier(*problems) {}

func (OverrideCards) fillEarlier(req *visionlineRequest) { req.Override = new(true) }

// fillEarlier says that the credential does not override, because Seam does not document what it does
// otherwise.
func (ids JoinCards) fillEarlier(req *visionlineRequest) {
	req.Override, req.JoinerACSCredentialIDs = new(false), ids
}

func (AutoJoinCards) fillEarlier(req *visionlineRequest) { req.AutoJoin = new(true) }
