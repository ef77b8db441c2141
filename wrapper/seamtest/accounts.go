package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
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
	world.Record
	Account
	capabilities []string
	metadata     map[string]any
	manageNew    bool // manages new devices as they come
	disconnected bool
	webview      *webview // it was connected with, or nil
}

func (s *Server) accountOperations() protocol.Operations {
	return protocol.Operations{
		"/connected_accounts/delete":              s.deleteAccount,
		"/connected_accounts/get":                 s.getAccount,
		"/connected_accounts/list":                s.listAccounts,
		"/connected_accounts/simulate/disconnect": s.disconnectAccount,
		"/connected_accounts/sync":                s.syncAccount,
		"/connected_accounts/update":              s.updateAccount}
}

// AddAccount connects an account to the workspace and returns its ID.
func (s *Server) AddAccount(of Account) (id string) {
	s.protocol.Do(func() { id = s.addAccount(of).ID })
	return id
}

func (s *Server) addAccount(of Account) *account {
	added := &account{Record: s.world.NewRecord("connected_account"), Account: of, manageNew: true, capabilities: []string{}}
	if added.Name == "" {
		added.Name = s.accounts.NextName("Account")
	}
	s.accounts.Insert(added)
	s.world.Emit("connected_account.connected", added.ids(), wire.Object{"customer_key": of.CustomerKey})
	return added
}

func (of *account) ids() wire.Object { return wire.Object{"connected_account_id": of.ID} }

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
	Errors                        []wire.Issue    `json:"errors"`
	UserIdentifier                *userIdentifier `json:"user_identifier,omitzero"`
	Warnings                      []wire.Issue    `json:"warnings"`
}

type userIdentifier struct {
	Email string `json:"email"`
}

func (s *Server) viewAccount(of *account) accountView {
	view := accountView{
		AcceptedCapabilities:          wire.List(of.capabilities),
		AccountType:                   of.Type,
		AccountTypeDisplayName:        wire.Title(of.Type),
		AutomaticallyManageNewDevices: of.manageNew,
		ConnectedAccountID:            of.ID,
		CreatedAt:                     wire.Time(of.CreatedAt),
		CustomMetadata:                wire.Map(of.metadata),
		CustomerKey:                   of.CustomerKey,
		DisplayName:                   of.Name,
		Errors:                        wire.NoIssues,
		Warnings:                      wire.NoIssues,
	}
	if of.Email != "" {
		view.UserIdentifier = &userIdentifier{of.Email}
	}
	if of.disconnected {
		view.Errors = []wire.Issue{accountDisconnected(s)}
	}
	return view
}

func accountDisconnected(s *Server) wire.Issue {
	return wire.Issue{
		CreatedAt: wire.Time(s.world.Now()), ErrorCode: "account_disconnected", Message: "The account is disconnected",
		IsConnectedAccountError: new(true), IsBridgeError: new(false),
	}
}

func (s *Server) findAccount(id string) (*account, error) {
	if found, ok := s.accounts.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("connected_account")
}

func (s *Server) getAccount(c *protocol.Call) (any, error) {
	id, email := c.UUID("connected_account_id"), c.Text("email")
	found, ok := s.accounts.First(func(of *account) bool { return protocol.Equal(id, of.ID) && protocol.Equal(email, of.Email) })
	if !ok {
		return nil, problem.NotFound("connected_account")
	}
	return s.viewAccount(found), nil
}

func (s *Server) listAccounts(c *protocol.Call) (any, error) {
	customer, search, user := c.Text("customer_key"), c.Text("search"), c.Text("user_identifier_key")
	space := c.UUID("space_id")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.accounts.Where(func(of *account) bool {
		return protocol.Equal(customer, of.CustomerKey) &&
			protocol.Equal(user, of.userKey()) &&
			(space == "" || s.inSpace(of, space)) &&
			c.MatchesMetadata(of.metadata) &&
			protocol.Search(search, of.Name, of.Type, of.ID, of.Email)
	})
	return protocol.Paginate(page, found, s.viewAccount)
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
	in, ok := s.spaces.Get(spaceID)
	return ok && s.holdsAccount(in, of.ID)
}

func (s *Server) updateAccount(c *protocol.Call) (any, error) {
	of, err := s.findAccount(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	if manage := c.Flag("automatically_manage_new_devices"); manage != nil {
		of.manageNew = *manage
	}
	if c.Given("accepted_capabilities") {
		of.capabilities = c.Texts("accepted_capabilities")
	}
	if c.Given("customer_key") {
		of.CustomerKey = c.Text("customer_key")
	}
	if c.Given("display_name") {
		of.Name = c.Text("display_name")
	}
	of.metadata = c.CustomMetadata(of.metadata)
	return s.viewAccount(of), nil
}

// deleteAccount forgets the account, and its devices and access systems with it.
func (s *Server) deleteAccount(c *protocol.Call) (any, error) {
	gone, err := s.findAccount(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	s.dropDevices(func(of *device) bool { return of.account == gone })
	s.dropSystems(func(of *system) bool { return of.connectedAccountID == gone.ID })
	s.accounts.DeleteWhere(func(of *account) bool { return of == gone })
	s.world.Emit("connected_account.deleted", gone.ids(), wire.Object{"customer_key": gone.CustomerKey})
	return protocol.OK, nil
}

func (s *Server) syncAccount(c *protocol.Call) (any, error) {
	_, err := s.findAccount(c.UUID("connected_account_id"))
	return protocol.OK, err
}

func (s *Server) disconnectAccount(c *protocol.Call) (any, error) {
	of, err := s.findAccount(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	of.disconnected = true
	s.world.Emit("connected_account.disconnected", of.ids(), wire.Object{
		"connected_account_errors": []wire.Issue{accountDisconnected(s)}, "connected_account_warnings": wire.NoIssues,
	})
	return protocol.OK, nil
}
