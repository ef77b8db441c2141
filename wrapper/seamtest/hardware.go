package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
)

// Account describes a connected account to add. The zero value is valid.
type Account struct {
	// Name is the display name. If it is empty, the server generates one, such as "Account 1".
	Name string
	// Type is Seam's name of the provider, such as "august". It may be empty.
	Type string
	// Email identifies the user of the account at the provider. It may be empty.
	Email string
	// CustomerKey identifies the customer that the account belongs to. It may be empty.
	CustomerKey string
}

// AddAccount connects an account to the workspace and returns its ID.
func (s *Server) AddAccount(of Account) (id string) {
	s.protocol.Do(func() { id = s.places.AddAccount(of.account()).ID })
	return id
}

func (of Account) account() *places.Account {
	return &places.Account{Name: of.Name, Type: of.Type, Email: of.Email, CustomerKey: of.CustomerKey, ManagesNew: true}
}

// Device describes a device to add. The zero value describes a lock with a generated name that is
// online, can be locked and unlocked remotely, and supports access codes.
type Device struct {
	// Name is the display name. If it is empty, the server generates one, such as "Device 1".
	Name string
	// Type is Seam's device type. The default is "august_lock".
	Type gen.DeviceType
	// Manufacturer is Seam's name of the manufacturer, such as "august". The default is the first word
	// of the type.
	Manufacturer string
	// AccountID is the connected account of the device. If it is empty, the server adds an account.
	AccountID string
	// TimeZone is an IANA name, or empty if it is unknown.
	TimeZone string
	// Offline adds a device that cannot be reached. It has the error device_offline, and its actions fail
	// with device_disconnected, until a call to /devices/simulate/connect.
	Offline bool
	// Unmanaged adds a device that Seam lists but does not control. So is every device of an account whose
	// new devices are not managed automatically.
	Unmanaged bool
	// Capabilities are the values of capabilities_supported. If the slice is nil, they follow from the
	// type: "lock" and "access_code", or "thermostat", or "noise_detection".
	Capabilities []gen.DeviceCapability
	// Can sets single abilities, which otherwise follow from the capabilities. Its keys are Seam's
	// property names without the prefix "can_", such as "remotely_unlock".
	Can map[string]bool
	// Properties are further properties by Seam's names, such as "supported_code_lengths".
	Properties map[string]any
}

// AddDevice adds a device to the workspace and returns its ID. It panics if the account does not exist.
func (s *Server) AddDevice(of Device) (id string) {
	s.protocol.Do(func() {
		added := of.device()
		if of.AccountID != "" {
			added.Account = must(s.places.Accounts.Get(of.AccountID))("AddDevice: there is no connected account %q", of.AccountID)
		}
		id = s.places.AddDevice(added).ID
	})
	return id
}

func (of Device) device() *places.Device {
	return &places.Device{
		Name: of.Name, Type: of.Type, Manufacturer: of.Manufacturer, TimeZone: of.TimeZone,
		Offline: of.Offline, Unmanaged: of.Unmanaged,
		Capabilities: of.Capabilities, Can: of.Can, Properties: of.Properties,
	}
}

// System describes an access system to add. The zero value describes a system with a generated name
// and no manufacturer.
type System struct {
	// Name is the display name. If it is empty, the server generates one, such as "Access System 1".
	Name string
	// ExternalType is Seam's name of the manufacturer's type of system, such as "visionline_system" or
	// "salto_ks_site". It selects the manufacturer's rules, and the types of users and credentials.
	ExternalType gen.ACSSystemExternalType
	// TimeZone is an IANA name, such as "America/New_York", or empty if it is unknown.
	TimeZone string
	// IsCredentialManager adds a system that issues mobile keys for other systems.
	IsCredentialManager bool
	// CredentialManagerID is the ID of the system that issues this system's mobile keys by default.
	CredentialManagerID string
}

// AddSystem adds an access system and a connected account for it, and returns the ID of the system. It
// panics if CredentialManagerID is set but no credential manager with this ID was added before.
func (s *Server) AddSystem(of System) (id string) {
	s.protocol.Do(func() {
		if of.CredentialManagerID != "" {
			if manager, ok := s.places.Systems.Get(of.CredentialManagerID); !ok || !manager.IsCredentialManager {
				panic(fmt.Sprintf("seamtest: AddSystem: there is no credential manager %q", of.CredentialManagerID))
			}
		}
		id = s.places.AddSystem(&places.System{
			Name: of.Name, ExternalType: of.ExternalType, TimeZone: of.TimeZone,
			IsCredentialManager: of.IsCredentialManager, CredentialManagerID: of.CredentialManagerID,
		}).ID
	})
	return id
}

// AddEntrance adds an entrance to an access system and returns its ID. If the name is empty, the server
// generates one, such as "Entrance 1". AddEntrance panics if the system does not exist.
func (s *Server) AddEntrance(systemID, name string) (id string) {
	s.protocol.Do(func() {
		in := must(s.places.Systems.Get(systemID))("AddEntrance: there is no system %q", systemID)
		id = s.places.AddEntrance(&places.Entrance{System: in, Name: name}).ID
	})
	return id
}

// SetEntranceMethods restricts an entrance to the given access methods: "code", "card", "mobile_key" or
// "cloud_key". Other methods cannot unlock it, and requests for a credential with another method are
// rejected. A new entrance supports all methods of its manufacturer. SetEntranceMethods panics if the
// entrance does not exist or a method is unknown.
func (s *Server) SetEntranceMethods(entranceID string, methods ...gen.AccessMethodMode) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	e := must(s.places.Entrances.Get(entranceID))("SetEntranceMethods: there is no entrance %q", entranceID)
	e.Methods = []string{}
	for _, method := range methods {
		if !slices.Contains([]gen.AccessMethodMode{"code", "card", "mobile_key", "cloud_key"}, method) {
			panic(fmt.Sprintf("seamtest: SetEntranceMethods: there is no access method %q", method))
		}
		e.Methods = append(e.Methods, string(method))
	}
}

// AddEncoder adds a card encoder to an access system and returns its ID. If the name is empty, the
// server generates one, such as "Encoder 1". AddEncoder panics if the system does not exist.
func (s *Server) AddEncoder(systemID, name string) (id string) {
	s.protocol.Do(func() {
		in := must(s.places.Systems.Get(systemID))("AddEncoder: there is no system %q", systemID)
		id = s.places.AddEncoder(&places.Encoder{System: in, Name: name}).ID
	})
	return id
}

// SetEncoderOnline connects or disconnects an encoder. A new encoder is online. SetEncoderOnline panics
// if the encoder does not exist.
func (s *Server) SetEncoderOnline(encoderID string, online bool) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.mustEncoder("SetEncoderOnline", encoderID).Offline = !online
}

// RemoveEncoder removes an encoder from its access system. The API still returns it, with the error
// acs_encoder_removed, but it no longer encodes or scans. RemoveEncoder panics if the encoder does not
// exist.
func (s *Server) RemoveEncoder(encoderID string) {
	s.protocol.Do(func() { s.places.RemoveEncoder(s.mustEncoder("RemoveEncoder", encoderID)) })
}

func (s *Server) mustEncoder(method, id string) *places.Encoder {
	return must(s.places.Encoders.Get(id))("%s: there is no encoder %q", method, id)
}

// AddAccessGroup adds an access group to an access system and returns its ID. Members of the group have
// access to the given entrances.
//
// AddAccessGroup panics if the system does not exist, if an entrance is not in the system, or if
// systems of this type have no groups: use a [System] whose ExternalType supports them, such as
// "salto_ks_site".
func (s *Server) AddAccessGroup(systemID, name string, entranceIDs ...string) string {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	in := must(s.places.Systems.Get(systemID))("AddAccessGroup: there is no system %q", systemID)
	if in.Brand().Group == "" {
		panic(fmt.Sprintf("seamtest: AddAccessGroup: a system of type %q has no access groups", in.ExternalType))
	}
	var entrances []*places.Entrance
	for _, id := range entranceIDs {
		e, ok := s.places.Entrances.Get(id)
		if !ok || e.System != in {
			panic(fmt.Sprintf("seamtest: AddAccessGroup: there is no entrance %q in the system", id))
		}
		entrances = append(entrances, e)
	}
	return s.people.AddGroup(in, name, entrances).ID
}

// must returns a function that returns the object, or panics with a formatted message if ok is false.
// It panics because an ID of an object that does not exist is a mistake in the test.
func must[T any](object T, ok bool) func(format string, args ...any) T {
	return func(format string, args ...any) T {
		if !ok {
			panic(fmt.Sprintf("seamtest: "+format, args...))
		}
		return object
	}
}
