package seamtest_test

import (
	"slices"
	"testing"
)

func TestWorkspaces(t *testing.T) {
	w := newWorld(t)
	w.ok("/workspaces/update", `{'name':'Mine','is_suspended':false,'connect_webview_customization':{'logo_shape':'circle'}}`)
	sameJSON(t, w.ok("/workspaces/get", `{}`), `{'workspace':{
		'company_name':'seamtest',
		'connect_partner_name':'seamtest',
		'connect_webview_customization':{'logo_shape':'circle'},
		'is_publishable_key_auth_enabled':true,
		'is_sandbox':true,
		'is_suspended':false,
		'name':'Mine',
		'organization_id':null,
		'publishable_key':'`+w.srv.PublishableKey()+`',
		'workspace_id':'`+w.srv.WorkspaceID()+`'
	},'ok':true}`)
	other := w.make("/workspaces/create", "workspace", `{'name':'Other','company_name':'Acme','is_sandbox':true}`)
	if got := w.ids("/workspaces/list", "workspaces", "workspace_id", `{}`); !slices.Equal(got, []string{w.srv.WorkspaceID(), other}) {
		t.Errorf("list %v", got)
	}
	if got := w.attempt("/workspaces/reset_sandbox", ``); got["status"] != "success" {
		t.Errorf("reset: %v", got)
	}
	if got := w.ids("/acs/systems/list", "acs_systems", "acs_system_id", `{}`); len(got) != 0 {
		t.Errorf("after the reset there are %v", got)
	}
}
