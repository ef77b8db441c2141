package seamtest

import (
	"github.com/seam-go/seam/gen"
)

// brand is what Seam calls the users, credentials and access groups of one manufacturer's access
// systems. A type is "" where Seam has none.
type brand struct {
	name       string
	user       string
	credential string
	group      string
	manager    string // the kind of system that issues its mobile keys
}

// brands goes by the external type of an access system.
var brands = map[gen.ACSSystemExternalType]brand{
	"assa_abloy_credential_service":        {name: "ASSA ABLOY Credential Service"},
	"assa_abloy_vostio":                    {name: "ASSA ABLOY Vostio", credential: "assa_abloy_vostio_key", manager: "assa_abloy_vostio_credential_service"},
	"assa_abloy_vostio_credential_service": {name: "ASSA ABLOY Vostio Credential Service"},
	"avigilon_alta_org":                    {name: "Avigilon Alta Org", user: "avigilon_alta_user", credential: "avigilon_alta_credential", group: "avigilon_alta_group"},
	"brivo_account":                        {name: "Brivo Account", user: "brivo_user", credential: "brivo_credential", group: "brivo_group"},
	"dormakaba_ambiance_site":              {name: "dormakaba Ambiance Site", credential: "dormakaba_ambiance_credential", group: "dormakaba_ambiance_access_group"},
	"dormakaba_community_site":             {name: "dormakaba Community Site", user: "dormakaba_community_user", group: "dormakaba_community_access_group"},
	"hid_credential_manager_organization":  {name: "HID Credential Manager Organization", user: "hid_credential_manager_user", credential: "hid_credential"},
	"hotek_site":                           {name: "Hotek Site", credential: "hotek_card"},
	"kisi_organization":                    {name: "Kisi Organization", user: "kisi_user", credential: "kisi_credential", group: "kisi_access_group"},
	"latch_building":                       {name: "Latch Building", user: "latch_user", credential: "latch_access"},
	"legic_connect_credential_service":     {name: "LEGIC Connect Credential Service"},
	"pti_site":                             {name: "PTI Site", user: "pti_user", credential: "pti_card", group: "pti_access_level"},
	"salto_ks_site":                        {name: "Salto KS Site", user: "salto_site_user", credential: "salto_ks_credential", group: "salto_ks_access_group"},
	"salto_space_system":                   {name: "Salto Space System", user: "salto_space_user", credential: "salto_space_key", group: "salto_space_group"},
	"visionline_system":                    {name: "Visionline System", credential: "visionline_card", manager: "assa_abloy_credential_service"},
}

// typeNames are the display names of the external types of users, credentials and access groups.
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
