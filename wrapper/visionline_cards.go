package seam

// EarlierCards decides whether the existing Visionline credentials for the same doors stay valid when a new
// one is created: [OverrideCards], [JoinCards] or [AutoJoinCards].
type EarlierCards interface {
	checkEarlier(p *problems)
	fillEarlier(req *visionlineRequest)
}

// OverrideCards makes the earlier credentials invalid as soon as the new one has been used at the lock. Use
// it for the first credential of a stay.
type OverrideCards struct{}

// JoinCards lists the IDs of valid credentials for the same doors. The new credential joins them, and all of
// them stay valid. Use it for the further credentials of a stay.
type JoinCards []string

// AutoJoinCards lets Seam decide: the new credential joins the credentials for the same doors, and overrides
// if no other credential opens them.
type AutoJoinCards struct{}

// visionlineRequest is the form in which [Visionline] is sent.
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
		p.add("JoinCards", "empty; set the IDs of the credentials to join")
	}
	p.ids("JoinCards", ids)
}

func (AutoJoinCards) checkEarlier(*problems) {}

func (OverrideCards) fillEarlier(req *visionlineRequest) { req.Override = new(true) }

// fillEarlier sends override false, because Seam does not document its default.
func (ids JoinCards) fillEarlier(req *visionlineRequest) {
	req.Override, req.JoinerACSCredentialIDs = new(false), ids
}

func (AutoJoinCards) fillEarlier(req *visionlineRequest) { req.AutoJoin = new(true) }
