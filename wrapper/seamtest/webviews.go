package seamtest

import (
	"cmp"
	"fmt"
	"slices"
)

// webview is a Connect Webview: a page on which someone connects their account.
type webview struct {
	record
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

var webviewRoutes = map[string]handler{
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
		AcceptedCapabilities:          listed(of.capabilities),
		AcceptedDevices:               []string{},
		AcceptedProviders:             listed(of.providers),
		AnyDeviceAllowed:              len(of.providers) == 0,
		AnyProviderAllowed:            len(of.providers) == 0,
		AuthorizedAt:                  optional(of.authorizedAt),
		AutomaticallyManageNewDevices: of.manageNew,
		ConnectWebviewID:              of.id,
		ConnectedAccountID:            optional(of.accountID),
		CreatedAt:                     timestamp(of.createdAt),
		CustomMetadata:                mapped(of.metadata),
		CustomRedirectFailureURL:      optional(of.redirectError),
		CustomRedirectURL:             optional(of.redirect),
		CustomerKey:                   of.customerKey,
		DeviceSelectionMode:           "none",
		LoginSuccessful:               of.status == "authorized",
		SelectedProvider:              optional(of.provider),
		Status:                        of.status,
		URL:                           "https://connect.getseam.com/connect_webviews/view?connect_webview_id=" + of.id,
		WaitForDeviceCreation:         of.waits,
		WorkspaceID:                   s.workspaceID,
	}
}

// AuthorizeWebview plays someone who connects their account on a Connect Webview, and returns the
// ID of the account. It panics if no such webview is waiting.
func (s *Server) AuthorizeWebview(id string, of Account) (accountID string) {
	s.arrange(func() { accountID = s.authorize(s.waitingWebview("AuthorizeWebview", id), of).id })
	return accountID
}

func (s *Server) authorize(at *webview, of Account) *account {
	of.CustomerKey = cmp.Or(of.CustomerKey, at.customerKey)
	connected := s.addAccount(of)
	connected.webview, connected.metadata, connected.manageNew = at, mapped(at.metadata), at.manageNew
	connected.capabilities = listed(at.capabilities)
	at.status, at.accountID, at.provider, at.authorizedAt = "authorized", connected.id, of.Type, timestamp(s.instant())
	for _, of := range s.sessions.all { // whoever may see the webview may see what it connected
		if slices.Contains(of.webviewIDs, at.id) {
			of.accountIDs = union(of.accountIDs, []string{connected.id})
		}
	}
	ids := answer{"connect_webview_id": at.id, "customer_key": at.customerKey}
	s.emit("connect_webview.login_succeeded", ids, connected.ids())
	return connected
}

// FailWebview plays someone who cannot log in on a Connect Webview. It panics if no such webview is
// waiting.
func (s *Server) FailWebview(id string) {
	s.arrange(func() {
		at := s.waitingWebview("FailWebview", id)
		at.status = "failed"
		s.emit("connect_webview.login_failed", answer{"connect_webview_id": at.id})
	})
}

func (s *Server) waitingWebview(method, id string) *webview {
	found, ok := s.webviews.get(id)
	if !ok || found.status != "pending" {
		panic(fmt.Sprintf("seamtest: %s: no Connect Webview %q is waiting", method, id))
	}
	return found
}

func (of *account) webviewID() string {
	if of.webview == nil {
		return ""
	}
	return of.webview.id
}

func (s *Server) createWebview(c *call) (answer, *refusal) {
	made := &webview{
		record:        s.newRecord("connect_webview"),
		status:        "pending",
		providers:     c.texts("accepted_providers"),
		capabilities:  c.texts("accepted_capabilities"),
		metadata:      c.metadata(nil),
		customerKey:   c.text("customer_key"),
		redirect:      c.text("custom_redirect_url"),
		redirectError: c.text("custom_redirect_failure_url"),
		manageNew:     !c.given("automatically_manage_new_devices") || c.on("automatically_manage_new_devices"),
		waits:         c.on("wait_for_device_creation"),
	}
	if c.caller.session != nil {
		made.userKey = c.caller.session.userKey
		c.caller.session.webviewIDs = append(c.caller.session.webviewIDs, made.id)
	}
	s.webviews.put(made)
	return answer{"connect_webview": s.viewWebview(made)}, nil
}

func (s *Server) namedWebview(c *call) (*webview, *refusal) {
	if found, ok := s.webviews.get(c.uuid("connect_webview_id")); ok {
		return found, nil
	}
	return nil, notFound("connect_webview")
}

func (s *Server) getWebview(c *call) (answer, *refusal) {
	found, no := s.namedWebview(c)
	if no != nil {
		return nil, no
	}
	return answer{"connect_webview": s.viewWebview(found)}, nil
}

func (s *Server) listWebviews(c *call) (answer, *refusal) {
	customer, user, search := c.text("customer_key"), c.text("user_identifier_key"), c.text("search")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.webviews.where(func(of *webview) bool {
		return equals(customer, of.customerKey) && equals(user, of.userKey) && c.hasMetadata(of.metadata) && matches(search, of.id, of.accountID)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"connect_webviews": views(found, s.viewWebview), "pagination": pages}, nil
}

func (s *Server) deleteWebview(c *call) (answer, *refusal) {
	gone, no := s.namedWebview(c)
	if no != nil {
		return nil, no
	}
	s.webviews.remove(func(of *webview) bool { return of == gone })
	return nil, nil
}
