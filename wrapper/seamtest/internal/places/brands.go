package places

import (
	"slices"

	"github.com/seam-go/seam/gen"
)

// Brand has Seam's types of the users, credentials and access groups in the access systems of one
// manufacturer. A type is "" if Seam documents none.
type Brand struct {
	Name       string
	User       string
	Credential string
	Group      string

	manager        string // the kind of system that issues its mobile keys
	noRemoteUnlock bool
}

// Brand returns the types of the system's manufacturer, or the zero value for an unknown manufacturer.
func (s *System) Brand() Brand { return brands[s.ExternalType] }

// TypesWithUsers returns the external types of the access systems that have users of their own, sorted.
func TypesWithUsers() []string {
	var types []string
	for externalType, brand := range brands {
		if brand.User != "" {
			types = append(types, string(externalType))
		}
	}
	slices.Sort(types)
	return types
}

// TypeName returns the display name of an external type of users, credentials or access groups.
func TypeName(externalType string) string { return typeNames[externalType] }

// brands maps the external type of an access system to the types of its manufacturer.
var brands = map[gen.ACSSystemExternalType]Brand{
	"assa_abloy_credential_service":        {Name: "ASSA ABLOY Credential Service"},
	"assa_abloy_vostio":                    {Name: "ASSA ABLOY Vostio", Credential: "assa_abloy_vostio_key", manager: "assa_abloy_vostio_credential_service"},
	"assa_abloy_vostio_credential_service": {Name: "ASSA ABLOY Vostio Credential Service"},
	"avigilon_alta_org":                    {Name: "Avigilon Alta Org", User: "avigilon_alta_user", Credential: "avigilon_alta_credential", Group: "avigilon_alta_group"},
	"brivo_account":                        {Name: "Brivo Account", User: "brivo_user", Credential: "brivo_credential", Group: "brivo_group"},
	"dormakaba_ambiance_site":              {Name: "dormakaba Ambiance Site", Credential: "dormakaba_ambiance_credential", Group: "dormakaba_ambiance_access_group", noRemoteUnlock: true},
	"dormakaba_community_site":             {Name: "dormakaba Community Site", User: "dormakaba_community_user", Group: "dormakaba_community_access_group", noRemoteUnlock: true},
	"hid_credential_manager_organization":  {Name: "HID Credential Manager Organization", User: "hid_credential_manager_user", Credential: "hid_credential"},
	"hotek_site":                           {Name: "Hotek Site", Credential: "hotek_card", noRemoteUnlock: true},
	"kisi_organization":                    {Name: "Kisi Organization", User: "kisi_user", Credential: "kisi_credential", Group: "kisi_access_group"},
	"latch_building":                       {Name: "Latch Building", User: "latch_user", Credential: "latch_access", noRemoteUnlock: true},
	"legic_connect_credential_service":     {Name: "LEGIC Connect Credential Service"},
	"pti_site":                             {Name: "PTI Site", User: "pti_user", Credential: "pti_card", Group: "pti_access_level"},
	"salto_ks_site":                        {Name: "Salto KS Site", User: "salto_site_user", Credential: "salto_ks_credential", Group: "salto_ks_access_group"},
	"salto_space_system":                   {Name: "Salto Space System", User: "salto_space_user", Credential: "salto_space_key", Group: "salto_space_group"},
	"visionline_system":                    {Name: "Visionline System", Credential: "visionline_card", manager: "assa_abloy_credential_service"},
}

// typeNames maps external types to their display names.
var typeNames = map[string]string{
	"assa_abloy_vostio_key":            "ASSA ABLOY Vostio Key",
	"avigilon_alta_credential":         "Avigilon Alta Credential",
	"avigilon_alta_group":              "Avigilon Alta Group",
	"avigilon_alta_user":               "Avigilon Alta User",
	"brivo_credential":                 "Brivo Credential",
	"brivo_group":                      "Brivo Group",
	"brivo_user":                       "Brivo User",
	"dormakaba_ambiance_access_group":  "dormakaba Ambiance Access Group",
	"dormakaba_ambiance_credential":    "dormakaba Ambiance Credential",
	"dormakaba_community_access_group": "dormakaba Community Access Group",
	"dormakaba_community_user":         "dormakaba Community User",
	"hid_credential":                   "HID Credential",
	"hid_credential_manager_user":      "HID Credential Manager User",
	"hotek_card":                       "Hotek Card",
	"kisi_access_group":                "Kisi Access Group",
	"kisi_credential":                  "Kisi Credential",
	"kisi_user":                        "Kisi User",
	"latch_access":                     "Latch Access",
	"latch_user":                       "Latch User",
	"pti_access_level":                 "PTI Access Level",
	"pti_card":                         "PTI Card",
	"pti_user":                         "PTI User",
	"salto_ks_access_group":            "Salto KS Access Group",
	"salto_ks_credential":              "Salto KS Credential",
	"salto_ks_tag":                     "Salto KS Tag",
	"salto_site_user":                  "Salto Site User",
	"salto_space_group":                "Salto Space Group",
	"salto_space_key":                  "Salto Space Key",
	"salto_space_user":                 "Salto Space User",
	"visionline_card":                  "Visionline Card",
}
