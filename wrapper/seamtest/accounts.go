package seamtest

import (
	"fmt"
	"maps"
)

// Account describes a connected account to add. The zero value is good.
type Account struct {
	// Name is "Account 1" and so on when left empty.
	Name string
	// Type is the provider's kind of account, such as "august"; it may be empty.
	Type string
	// Email identifies the account's user at the provider; it may be empty.
	Email string
	// CustomerKey names the customer that the account belongs to; it may be empty.
	CustomerKey string
}

type account struct {
	record
	Account
	capabilities []string
	metadata     map[string]any
	manageNew    bool // manages new devices as they come
	disconnected bool
	webview      *webview // it was connected with, or nil
}

var accountRoutes = map[string]handler{
	"/connected_accounts/delete":              (*Server).deleteAccount,
	"/connected_accounts/get":                 (*Server).getAccount,
	"/connected_accounts/list":                (*Server).listAccounts,
	"/connected_accounts/simulate/disconnect": (*Server).disconnectAccount,
	"/connected_accounts/sync":                (*Server).syncAccount,
	"/connected_accounts/update":              (*Server).updateAccount,
}

// AddAccount connects an account to the workspace and returns its ID.
func (s *Server) AddAccount(of Account) (id string) {
	s.arrange(func() { id = s.addAccount(of).id })
	return id
}

func (s *Server) addAccount(of Account) *account {
	added := &account{record: s.newRecord("connected_account"), Account: of, manageNew: true, capabilities: []string{}}
	if added.Name == "" {
		added.Name = ordinal("Account", s.accounts.all)
	}
	s.accounts.put(added)
	s.emit("connected_account.connected", added.ids(), answer{"customer_key": of.CustomerKey})
	return added
}

func (of *account) ids() answer { return answer{"connected_account_id": of.id} }

type accountView struct {
	AcceptedCapabilities          []string        `json:"accepted_capabilities"`
	AccountType                   string          `json:"account_type,omitzero"`
	AccountTypeDisplayName        string          `json:"account_type_display_name"`
	AutomaticallyManageNewDevices bool            `json:"automatically_manage_new_devices"`
	ConnectedAccountID            string          `json:"connected_account_id"`
	CreatedAt                     string          `json:"created_at"`
	CustomMetadata                map[string]any  `json:"custom_metadata"`
	CustomerKey                   string          `json:"customer_key,omitzero"`
	DisplayName                   string          `json:"display_name"`
	Errors                        []issue         `json:"errors"`
	UserIdentifier                *userIdentifier `json:"user_identifier,omitzero"`
	Warnings                      []issue         `json:"warnings"`
}

type userIdentifier struct {
	Email string `json:"email"`
}

func (s *Server) viewAccount(of *account) accountView {
	view := accountView{
		AcceptedCapabilities:          listed(of.capabilities),
		AccountType:                   of.Type,
		AccountTypeDisplayName:        title(of.Type),
		AutomaticallyManageNewDevices: of.manageNew,
		ConnectedAccountID:            of.id,
		CreatedAt:                     timestamp(of.createdAt),
		CustomMetadata:                mapped(of.metadata),
		CustomerKey:                   of.CustomerKey,
		DisplayName:                   of.Name,
		Errors:                        noIssues,
		Warnings:                      noIssues,
	}
	if of.Email != "" {
		view.UserIdentifier = &userIdentifier{of.Email}
	}
	if of.disconnected {
		view.Errors = []issue{accountDisconnected(s)}
	}
	return view
}

func accountDisconnected(s *Server) issue {
	return issue{
		CreatedAt: timestamp(s.instant()), ErrorCode: "account_disconnected", Message: "The account is disconnected",
		IsConnectedAccountError: new(true), IsBridgeError: new(false),
	}
}

func (s *Server) findAccount(id string) (*account, *refusal) {
	if found, ok := s.accounts.get(id); ok {
		return found, nil
	}
	return nil, notFound("connected_account")
}

func (s *Server) getAccount(c *call) (answer, *refusal) {
	id, email := c.uuid("connected_account_id"), c.text("email")
	found, ok := s.accounts.first(func(of *account) bool { return equals(id, of.id) && equals(email, of.Email) })
	if !ok {
		return nil, notFound("connected_account")
	}
	return answer{"connected_account": s.viewAccount(found)}, nil
}

func (s *Server) listAccounts(c *call) (answer, *refusal) {
	customer, search, user := c.text("customer_key"), c.text("search"), c.text("user_identifier_key")
	space := c.uuid("space_id")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.accounts.where(func(of *account) bool {
		return equals(customer, of.CustomerKey) &&
			equals(user, of.userKey()) &&
			(space == "" || s.inSpace(of, space)) &&
			c.hasMetadata(of.metadata) &&
			matches(search, of.Name, of.Type, of.id, of.Email)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"connected_accounts": views(found, s.viewAccount), "pagination": pages}, nil
}

// userKey is the user identifier key of the client session that connected the account.
func (of *account) userKey() string {
	if of.webview == nil {
		return ""
	}
	return of.webview.userKey
}

// inSpace tells whether an account, or something that came with it, is in a space.
func (s *Server) inSpace(of *account, spaceID string) bool {
	in, ok := s.spaces.get(spaceID)
	return ok && s.holdsAccount(in, of.id)
}

func (s *Server) updateAccount(c *call) (answer, *refusal) {
	of, no := s.findAccount(c.uuid("connected_account_id"))
	if no != nil {
		return nil, no
	}
	if manage := c.flag("automatically_manage_new_devices"); manage != nil {
		of.manageNew = *manage
	}
	if c.given("accepted_capabilities") {
		of.capabilities = c.texts("accepted_capabilities")
	}
	if c.given("customer_key") {
		of.CustomerKey = c.text("customer_key")
	}
	if c.given("display_name") {
		of.Name = c.text("display_name")
	}
	of.metadata = c.metadata(of.metadata)
	return answer{"connected_account": s.viewAccount(of)}, nil
}

// metadata returns custom metadata as a request leaves it: what it names is set, null takes away.
func (p *params) metadata(before map[string]any) map[string]any {
	sent, _ := p.fields["custom_metadata"].(map[string]any)
	after := mapped(before)
	maps.Copy(after, sent)
	maps.DeleteFunc(after, func(_ string, value any) bool { return value == nil })
	return after
}

// hasMetadata tells whether custom metadata has all that a list asks for.
func (p *params) hasMetadata(metadata map[string]any) bool {
	wanted, _ := p.fields["custom_metadata_has"].(map[string]any)
	for name, value := range wanted {
		if fmt.Sprint(metadata[name]) != fmt.Sprint(value) { // in a query, true is a text
			return false
		}
	}
	return true
}

// deleteAccount forgets the account, and its devices and access systems with it.
func (s *Server) deleteAccount(c *call) (answer, *refusal) {
	gone, no := s.findAccount(c.uuid("connected_account_id"))
	if no != nil {
		return nil, no
	}
	s.dropDevices(func(of *device) bool { return of.account == gone })
	s.dropSystems(func(of *system) bool { return of.connectedAccountID == gone.id })
	s.accounts.remove(func(of *account) bool { return of == gone })
	s.emit("connected_account.deleted", gone.ids(), answer{"customer_key": gone.CustomerKey})
	return nil, nil
}

func (s *Server) syncAccount(c *call) (answer, *refusal) {
	_, no := s.findAccount(c.uuid("connected_account_id"))
	return nil, no
}

func (s *Server) disconnectAccount(c *call) (answer, *refusal) {
	of, no := s.findAccount(c.uuid("connected_account_id"))
	if no != nil {
		return nil, no
	}
	of.disconnected = true
	s.emit("connected_account.disconnected", of.ids(), answer{
		"connected_account_errors": []issue{accountDisconnected(s)}, "connected_account_warnings": noIssues,
	})
	return nil, nil
}
