package seam

import "github.com/seam-go/seam/gen"

// CredentialExternalType is what a manufacturer calls a type of credential. Seam may send others
// than those below.
type CredentialExternalType = gen.ACSCredentialExternalType

// External types of credentials.
const (
	CredentialExternalTypeAssaAbloyVostioKey          CredentialExternalType = "assa_abloy_vostio_key"
	CredentialExternalTypeAvigilonAltaCredential      CredentialExternalType = "avigilon_alta_credential"
	CredentialExternalTypeBrivoCredential             CredentialExternalType = "brivo_credential"
	CredentialExternalTypeDormakabaAmbianceCredential CredentialExternalType = "dormakaba_ambiance_credential"
	CredentialExternalTypeHIDCredential               CredentialExternalType = "hid_credential"
	CredentialExternalTypeHotekCard                   CredentialExternalType = "hotek_card"
	CredentialExternalTypeKisiCredential              CredentialExternalType = "kisi_credential"
	CredentialExternalTypeLatchAccess                 CredentialExternalType = "latch_access"
	CredentialExternalTypePTICard                     CredentialExternalType = "pti_card"
	CredentialExternalTypeSaltoKSCredential           CredentialExternalType = "salto_ks_credential"
	CredentialExternalTypeSaltoKSTag                  CredentialExternalType = "salto_ks_tag"
	CredentialExternalTypeSaltoSpaceKey               CredentialExternalType = "salto_space_key"
	CredentialExternalTypeVisionlineCard              CredentialExternalType = "visionline_card"
)
