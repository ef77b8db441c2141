package places

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Account is a connected account: an account at a manufacturer of devices or of access systems.
type Account struct {
	world.Record

	Name         string
	Type         string // the provider's kind of account, such as "august"
	Email        string // of the account's user at the provider
	CustomerKey  string
	Capabilities []string
	Metadata     map[string]any
	ManagesNew   bool // new devices of the account are managed at once
	Disconnected bool
	WebviewID    string // of the Connect Webview on which it was connected
	UserKey      string // the user identifier key of the client session that made this webview
}

// AddAccount connects an account to the workspace.
func (a *Area) AddAccount(added *Account) *Account {
	if added.Name == "" {
		added.Name = a.Accounts.NextName("Account")
	}
	a.Accounts.Insert(added)
	a.world.Emit("connected_account.connected", added.EventFields(), wire.Object{
		"customer_key": added.CustomerKey, "connect_webview_id": added.WebviewID,
	})
	return added
}

// EventFields returns the fields that identify the account in an event.
func (ac *Account) EventFields() wire.Object {
	return wire.Object{"connected_account_id": ac.ID}
}

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

// ViewAccount returns an account as responses show it.
func (a *Area) ViewAccount(ac *Account) any {
	view := accountView{
		AcceptedCapabilities:          wire.List(ac.Capabilities),
		AccountType:                   ac.Type,
		AccountTypeDisplayName:        wire.Title(ac.Type),
		AutomaticallyManageNewDevices: ac.ManagesNew,
		ConnectedAccountID:            ac.ID,
		CreatedAt:                     wire.Time(ac.CreatedAt),
		CustomMetadata:                wire.Map(ac.Metadata),
		CustomerKey:                   ac.CustomerKey,
		DisplayName:                   ac.Name,
		Errors:                        a.accountErrors(ac),
		Warnings:                      wire.NoIssues,
	}
	if ac.Email != "" {
		view.UserIdentifier = &userIdentifier{ac.Email}
	}
	return view
}

// accountErrors returns the errors of an account that Seam cannot reach.
func (a *Area) accountErrors(ac *Account) []wire.Issue {
	if !ac.Disconnected {
		return wire.NoIssues
	}
	return []wire.Issue{{
		CreatedAt: wire.Time(a.world.Now()), ErrorCode: "account_disconnected", Message: "The account is disconnected",
		IsConnectedAccountError: new(true), IsBridgeError: new(false),
	}}
}

func (a *Area) getAccount(c *protocol.Call) (any, error) {
	id, email := c.UUID("connected_account_id"), c.Text("email")
	found, err := a.Accounts.FindFirst(func(ac *Account) bool {
		return protocol.Equal(id, ac.ID) && protocol.Equal(email, ac.Email)
	})
	if err != nil {
		return nil, err
	}
	return a.ViewAccount(found), nil
}

func (a *Area) listAccounts(c *protocol.Call) (any, error) {
	customer, search, user := c.Text("customer_key"), c.Text("search"), c.Text("user_identifier_key")
	spaceID := c.UUID("space_id")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	space, known := a.Spaces.Get(spaceID)
	found := a.Accounts.Where(func(ac *Account) bool {
		return protocol.Equal(customer, ac.CustomerKey) &&
			protocol.Equal(user, ac.UserKey) &&
			(spaceID == "" || known && a.spaceHasAccount(space, ac)) &&
			c.MatchesMetadata(ac.Metadata) &&
			protocol.Search(search, ac.Name, ac.Type, ac.ID, ac.Email)
	})
	return protocol.Paginate(page, found, a.ViewAccount)
}

// customerKeyOnce is implemented by updateAccount.
var customerKeyOnce = rules.Rule{
	Name:       "A connected account's customer key can be set if it has none",
	Page:       "api/connected_accounts/update",
	Operations: []string{"/connected_accounts/update"},
	Status:     400,
	Message:    "The account belongs to another customer",
	Field:      "customer_key",
	Test:       "TestCustomerKeyOnce",
}

// metadataReplaced is implemented by updateAccount.
var metadataReplaced = rules.Rule{
	Name:       "Custom metadata replaces all that a connected account had",
	Page:       "api/connected_accounts/update",
	Operations: []string{"/connected_accounts/update"},
	Test:       "TestMetadataOfAnAccount",
}

func (a *Area) updateAccount(c *protocol.Call) (any, error) {
	ac, err := a.Accounts.Find(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	customer := c.Text("customer_key")
	if ac.CustomerKey != "" && !protocol.Equal(customer, ac.CustomerKey) {
		return nil, customerKeyOnce.Err()
	}
	metadata, err := ReadMetadata(c, nil)
	if err != nil {
		return nil, err
	}
	if manage := c.Flag("automatically_manage_new_devices"); manage != nil {
		ac.ManagesNew = *manage
	}
	if c.Given("accepted_capabilities") {
		ac.Capabilities = c.Texts("accepted_capabilities")
	}
	ac.CustomerKey = cmp.Or(customer, ac.CustomerKey)
	if c.Given("display_name") {
		ac.Name = c.Text("display_name")
	}
	if c.Given("custom_metadata") {
		ac.Metadata = metadata
	}
	return a.ViewAccount(ac), nil
}

// deleteAccount deletes an account with its devices and access systems.
func (a *Area) deleteAccount(c *protocol.Call) (any, error) {
	gone, err := a.Accounts.Find(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	a.Accounts.Delete(gone)
	a.world.Emit("connected_account.deleted", gone.EventFields(), wire.Object{"customer_key": gone.CustomerKey})
	a.Changed.Announce()
	return protocol.OK, nil
}

func (a *Area) syncAccount(c *protocol.Call) (any, error) {
	if !a.world.Has("connected_account", c.UUID("connected_account_id")) {
		return nil, problem.NotFound("connected_account")
	}
	return protocol.OK, nil
}

func (a *Area) disconnectAccount(c *protocol.Call) (any, error) {
	ac, err := a.Accounts.Find(c.UUID("connected_account_id"))
	if err != nil {
		return nil, err
	}
	ac.Disconnected = true
	a.world.Emit("connected_account.disconnected", ac.EventFields(), wire.Object{
		"connected_account_errors": a.accountErrors(ac), "connected_account_warnings": wire.NoIssues,
	})
	return protocol.OK, nil
}
