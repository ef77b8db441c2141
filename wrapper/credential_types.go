package seam

import "github.com/seam-go/seam/gen"

// CredentialExternalType is what a manufacturer calls a type of credential. Seam may send others
// than those below.
type CredentialExternalType = gen.ACSCredentialExternalType

// External types of credentials.
const (
	CredentialExternalTypeAssaAbloyVostioKey          = gen.ACSCredentialExternalTypeAssaAbloyVostioKey
	CredentialExternalTypeAvigilonAltaCredential      = gen.ACSCredentialExternalTypeAvigilonAltaCredential
	CredentialExternalTypeBrivoCredential             = gen.ACSCredentialExternalTypeBrivoCredential
	CredentialExternalTypeDormakabaAmbianceCredential = gen.ACSCredentialExternalTypeDormakabaAmbianceCredential
	CredentialExternalTypeHIDCredential               = gen.ACSCredentialExternalTypeHIDCredential
	CredentialExternalTypeHotekCard                   = gen.ACSCredentialExternalTypeHotekCard
	CredentialExternalTypeKisiCredential              = gen.ACSCredentialExternalTypeKisiCredential
	CredentialExternalTypeLatchAccess                 = gen.ACSCredentialExternalTypeLatchAccess
	CredentialExternalTypePTICard                     = gen.ACSCredentialExternalTypePTICard
	CredentialExternalTypeSaltoKSCredential           = gen.ACSCredentialExternalTypeSaltoKSCredential
	CredentialExternalTypeSaltoKSTag                  = gen.ACSCredentialExternalTypeSaltoKSTag
	CredentialExternalTypeSaltoSpaceKey               = gen.ACSCredentialExternalTypeSaltoSpaceKey
	CredentialExternalTypeVisionlineCard              = gen.ACSCredentialExternalTypeVisionlineCard
)
