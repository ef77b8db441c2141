package sessions

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Webview is a Connect Webview: a page on which a person connects an account.
type Webview struct {
	world.Record

	status        string
	loggedIn      bool // the login succeeded; the status follows when the devices exist, if the webview waits for them
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
	waits         bool // it is authorized only when the devices of the account exist
}

// IsOpen reports whether a person can still log in: the login has neither succeeded nor failed.
func (wv *Webview) IsOpen() bool { return wv.status == "pending" && !wv.loggedIn }

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

// deviceCreation is implemented by Authorize.
var deviceCreation = rules.Rule{
	Name:       "A webview with wait_for_device_creation is authorized when the devices of its account exist, any other one before",
	Page:       "core-concepts/connect-webviews/customizing-connect-webviews",
	Operations: []string{"/connect_webviews/create"},
	Test:       "TestWaitForDeviceCreation",
}

// Authorize connects an account on a webview. The account gets the webview's metadata and capabilities, and
// its customer key unless it has one. The first sync adds the devices; it takes the time of an action.
func (a *Area) Authorize(wv *Webview, account *places.Account, devices []*places.Device) {
	if account.CustomerKey == "" {
		account.CustomerKey = wv.customerKey
	}
	account.WebviewID, account.UserKey, account.ManagesNew = wv.ID, wv.userKey, wv.manageNew
	account.Metadata, account.Capabilities = wire.Map(wv.metadata), wv.capabilities
	a.places.AddAccount(account)
	for _, s := range a.Sessions.All() { // a session that has the webview gets the account too
		if slices.Contains(s.webviewIDs, wv.ID) {
			world.Add(&s.accountIDs, account.ID)
		}
	}
	wv.loggedIn = true
	if !wv.waits {
		a.complete(wv, account)
	}
	a.world.AfterActionTime(func() {
		if !a.places.Accounts.Holds(account) {
			return // the account was deleted
		}
		a.sync(account, devices)
		if wv.waits {
			a.complete(wv, account)
		}
	})
}

// sync adds the devices of an account.
func (a *Area) sync(account *places.Account, devices []*places.Device) {
	for _, d := range devices {
		d.Account = account
		a.places.AddDevice(d)
	}
	a.world.Emit("connected_account.completed_first_sync", account.EventFields())
}

// complete authorizes a webview with an account, unless the webview was deleted.
func (a *Area) complete(wv *Webview, account *places.Account) {
	if !a.Webviews.Holds(wv) {
		return
	}
	wv.status, wv.accountID, wv.provider, wv.authorizedAt = "authorized", account.ID, account.Type, wire.Time(a.world.Now())
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
