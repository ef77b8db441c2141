package sessions

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Webview is a Connect Webview: a page on which a person connects an account.
type Webview struct {
	world.Record

	status        string
	accountID     string
	provider      string
	authorizedAt  string
	providers     []string
	capabilities  []string
	metadata      wire.Object
	customerKey   string
	userKey       string // the user identifier key of the client session that created it
	redirect      string
	redirectError string
	manageNew     bool
	waits         bool // wait_for_device_creation of the request; it has no effect in the fake
}

// IsPending reports whether the webview is still open: the login has neither succeeded nor failed.
func (wv *Webview) IsPending() bool { return wv.status == "pending" }

// webviewView has accepted_devices and any_device_allowed because Seam's document requires them,
// though it marks them as undocumented and unused.
type webviewView struct {
	AcceptedCapabilities          []string       `json:"accepted_capabilities"`
	AcceptedDevices               []string       `json:"accepted_devices"`
	AcceptedProviders             []string       `json:"accepted_providers"`
	AnyDeviceAllowed              bool           `json:"any_device_allowed"`
	AnyProviderAllowed            bool           `json:"any_provider_allowed"`
	AuthorizedAt                  *string        `json:"authorized_at"`
	AutomaticallyManageNewDevices bool           `json:"automatically_manage_new_devices"`
	ConnectWebviewID              string         `json:"connect_webview_id"`
	ConnectedAccountID            *string        `json:"connected_account_id"`
	CreatedAt                     string         `json:"created_at"`
	CustomMetadata                map[string]any `json:"custom_metadata"`
	CustomRedirectFailureURL      *string        `json:"custom_redirect_failure_url"`
	CustomRedirectURL             *string        `json:"custom_redirect_url"`
	CustomerKey                   string         `json:"customer_key,omitzero"`
	DeviceSelectionMode           string         `json:"device_selection_mode"`
	LoginSuccessful               bool           `json:"login_successful"`
	SelectedProvider              *string        `json:"selected_provider"`
	Status                        string         `json:"status"`
	URL                           string         `json:"url"`
	WaitForDeviceCreation         bool           `json:"wait_for_device_creation"`
	WorkspaceID                   string         `json:"workspace_id"`
}

func (a *Area) viewWebview(wv *Webview) webviewView {
	return webviewView{
		AcceptedCapabilities:          wire.List(wv.capabilities),
		AcceptedDevices:               []string{},
		AcceptedProviders:             wire.List(wv.providers),
		AnyDeviceAllowed:              len(wv.providers) == 0,
		AnyProviderAllowed:            len(wv.providers) == 0,
		AuthorizedAt:                  wire.Optional(wv.authorizedAt),
		AutomaticallyManageNewDevices: wv.manageNew,
		ConnectWebviewID:              wv.ID,
		ConnectedAccountID:            wire.Optional(wv.accountID),
		CreatedAt:                     wire.Time(wv.CreatedAt),
		CustomMetadata:                wire.Map(wv.metadata),
		CustomRedirectFailureURL:      wire.Optional(wv.redirectError),
		CustomRedirectURL:             wire.Optional(wv.redirect),
		CustomerKey:                   wv.customerKey,
		DeviceSelectionMode:           "none",
		LoginSuccessful:               wv.status == "authorized",
		SelectedProvider:              wire.Optional(wv.provider),
		Status:                        wv.status,
		URL:                           "https://connect.getseam.com/connect_webviews/view?connect_webview_id=" + wv.ID,
		WaitForDeviceCreation:         wv.waits,
		WorkspaceID:                   a.world.WorkspaceID,
	}
}

// Authorize connects an account on a webview. The account gets the webview's metadata and capabilities, and
// its customer key unless it has one.
func (a *Area) Authorize(wv *Webview, account *places.Account) {
	if account.CustomerKey == "" {
		account.CustomerKey = wv.customerKey
	}
	account.WebviewID, account.UserKey, account.ManagesNew = wv.ID, wv.userKey, wv.manageNew
	account.Metadata, account.Capabilities = wire.Map(wv.metadata), wv.capabilities
	a.places.AddAccount(account)
	wv.status, wv.accountID, wv.provider, wv.authorizedAt = "authorized", account.ID, account.Type, wire.Time(a.world.Now())
	for _, s := range a.Sessions.All() { // a session that has the webview gets the account too
		if slices.Contains(s.webviewIDs, wv.ID) {
			world.Add(&s.accountIDs, account.ID)
		}
	}
	a.world.Emit("connect_webview.login_succeeded", wv.eventFields(), account.EventFields(), wire.Object{"customer_key": wv.customerKey})
}

// Fail ends a webview with a failed login.
func (a *Area) Fail(wv *Webview) {
	wv.status = "failed"
	a.world.Emit("connect_webview.login_failed", wv.eventFields())
}

func (wv *Webview) eventFields() wire.Object { return wire.Object{"connect_webview_id": wv.ID} }

func (a *Area) createWebview(c *protocol.Call) (any, error) {
	metadata, err := places.ReadMetadata(c, nil)
	if err != nil {
		return nil, err
	}
	made := &Webview{
		status:        "pending",
		providers:     c.Texts("accepted_providers"),
		capabilities:  c.Texts("accepted_capabilities"),
		metadata:      metadata,
		customerKey:   c.Text("customer_key"),
		redirect:      c.Text("custom_redirect_url"),
		redirectError: c.Text("custom_redirect_failure_url"),
		manageNew:     !c.Given("automatically_manage_new_devices") || c.IsTrue("automatically_manage_new_devices"),
		waits:         c.IsTrue("wait_for_device_creation"),
	}
	a.Webviews.Insert(made)
	if by, ok := a.Sessions.Get(c.SessionID); ok {
		made.userKey = by.userKey
		world.Add(&by.webviewIDs, made.ID)
	}
	return a.viewWebview(made), nil
}

func (a *Area) getWebview(c *protocol.Call) (any, error) {
	found, err := a.Webviews.Find(c.UUID("connect_webview_id"))
	if err != nil {
		return nil, err
	}
	return a.viewWebview(found), nil
}

func (a *Area) listWebviews(c *protocol.Call) (any, error) {
	customer, user, search := c.Text("customer_key"), c.Text("user_identifier_key"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Webviews.Where(func(wv *Webview) bool {
		return protocol.Equal(customer, wv.customerKey) && protocol.Equal(user, wv.userKey) &&
			c.MatchesMetadata(wv.metadata) && protocol.Search(search, wv.ID, wv.accountID)
	})
	return protocol.Paginate(page, found, a.viewWebview)
}

func (a *Area) deleteWebview(c *protocol.Call) (any, error) {
	gone, err := a.Webviews.Find(c.UUID("connect_webview_id"))
	if err != nil {
		return nil, err
	}
	a.Webviews.Delete(gone)
	return protocol.OK, nil
}
