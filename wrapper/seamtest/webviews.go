package seamtest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// webview is a Connect Webview: a page on which someone connects their account.
type webview struct {
	world.Record
	accountID     string
	status        string
	provider      string
	providers     []string
	capabilities  []string
	metadata      map[string]any
	customerKey   string
	userKey       string // of the client session that made it
	redirect      string
	redirectError string
	manageNew     bool
	waits         bool
	authorizedAt  string
}

var webviewOperations = protocol.Operations[*Server]{
	"/connect_webviews/create": (*Server).createWebview,
	"/connect_webviews/delete": (*Server).deleteWebview,
	"/connect_webviews/get":    (*Server).getWebview,
	"/connect_webviews/list":   (*Server).listWebviews,
}

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

func (s *Server) viewWebview(of *webview) webviewView {
	return webviewView{
		AcceptedCapabilities:          wire.List(of.capabilities),
		AcceptedDevices:               []string{},
		AcceptedProviders:             wire.List(of.providers),
		AnyDeviceAllowed:              len(of.providers) == 0,
		AnyProviderAllowed:            len(of.providers) == 0,
		AuthorizedAt:                  wire.Optional(of.authorizedAt),
		AutomaticallyManageNewDevices: of.manageNew,
		ConnectWebviewID:              of.ID,
		ConnectedAccountID:            wire.Optional(of.accountID),
		CreatedAt:                     wire.Time(of.CreatedAt),
		CustomMetadata:                wire.Map(of.metadata),
		CustomRedirectFailureURL:      wire.Optional(of.redirectError),
		CustomRedirectURL:             wire.Optional(of.redirect),
		CustomerKey:                   of.customerKey,
		DeviceSelectionMode:           "none",
		LoginSuccessful:               of.status == "authorized",
		SelectedProvider:              wire.Optional(of.provider),
		Status:                        of.status,
		URL:                           "https://connect.getseam.com/connect_webviews/view?connect_webview_id=" + of.ID,
		WaitForDeviceCreation:         of.waits,
		WorkspaceID:                   s.world.WorkspaceID,
	}
}

// AuthorizeWebview plays someone who connects their account on a Connect Webview, and returns the
// ID of the account. It panics if no such webview is waiting.
func (s *Server) AuthorizeWebview(id string, of Account) (accountID string) {
	s.protocol.Do(func() { accountID = s.authorize(s.waitingWebview("AuthorizeWebview", id), of).ID })
	return accountID
}

func (s *Server) authorize(at *webview, of Account) *places.Account {
	of.CustomerKey = cmp.Or(of.CustomerKey, at.customerKey)
	added := of.account()
	added.WebviewID, added.UserKey, added.ManagesNew = at.ID, at.userKey, at.manageNew
	added.Metadata, added.Capabilities = wire.Map(at.metadata), at.capabilities
	connected := s.places.AddAccount(added)
	at.status, at.accountID, at.provider, at.authorizedAt = "authorized", connected.ID, of.Type, wire.Time(s.world.Now())
	for _, of := range s.sessions.All() { // whoever may see the webview may see what it connected
		if slices.Contains(of.webviewIDs, at.ID) {
			of.accountIDs = union(of.accountIDs, []string{connected.ID})
		}
	}
	ids := wire.Object{"connect_webview_id": at.ID, "customer_key": at.customerKey}
	s.world.Emit("connect_webview.login_succeeded", ids, connected.EventFields())
	return connected
}

// FailWebview plays someone who cannot log in on a Connect Webview. It panics if no such webview is
// waiting.
func (s *Server) FailWebview(id string) {
	s.protocol.Do(func() {
		at := s.waitingWebview("FailWebview", id)
		at.status = "failed"
		s.world.Emit("connect_webview.login_failed", wire.Object{"connect_webview_id": at.ID})
	})
}

func (s *Server) waitingWebview(method, id string) *webview {
	found, ok := s.webviews.Get(id)
	if !ok || found.status != "pending" {
		panic(fmt.Sprintf("seamtest: %s: no Connect Webview %q is waiting", method, id))
	}
	return found
}

func (s *Server) createWebview(c *protocol.Call) (any, error) {
	made := &webview{
		Record:        s.world.NewRecord("connect_webview"),
		status:        "pending",
		providers:     c.Texts("accepted_providers"),
		capabilities:  c.Texts("accepted_capabilities"),
		metadata:      c.CustomMetadata(nil),
		customerKey:   c.Text("customer_key"),
		redirect:      c.Text("custom_redirect_url"),
		redirectError: c.Text("custom_redirect_failure_url"),
		manageNew:     !c.Given("automatically_manage_new_devices") || c.IsTrue("automatically_manage_new_devices"),
		waits:         c.IsTrue("wait_for_device_creation"),
	}
	if by, ok := s.sessions.Get(c.SessionID); ok {
		made.userKey = by.userKey
		by.webviewIDs = append(by.webviewIDs, made.ID)
	}
	s.webviews.Insert(made)
	return s.viewWebview(made), nil
}

func (s *Server) namedWebview(c *protocol.Call) (*webview, error) {
	if found, ok := s.webviews.Get(c.UUID("connect_webview_id")); ok {
		return found, nil
	}
	return nil, problem.NotFound("connect_webview")
}

func (s *Server) getWebview(c *protocol.Call) (any, error) {
	found, err := s.namedWebview(c)
	if err != nil {
		return nil, err
	}
	return s.viewWebview(found), nil
}

func (s *Server) listWebviews(c *protocol.Call) (any, error) {
	customer, user, search := c.Text("customer_key"), c.Text("user_identifier_key"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.webviews.Where(func(of *webview) bool {
		return protocol.Equal(customer, of.customerKey) && protocol.Equal(user, of.userKey) && c.MatchesMetadata(of.metadata) && protocol.Search(search, of.ID, of.accountID)
	})
	return protocol.Paginate(page, found, s.viewWebview)
}

func (s *Server) deleteWebview(c *protocol.Call) (any, error) {
	gone, err := s.namedWebview(c)
	if err != nil {
		return nil, err
	}
	s.webviews.DeleteWhere(func(of *webview) bool { return of == gone })
	return protocol.OK, nil
}
