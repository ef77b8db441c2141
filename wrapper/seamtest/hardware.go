package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
)

// Account describes a connected account to add. The zero value is good.
type Account struct {
	// Name is "Account 1" and so on when left empty.
	Name string
	// Type is the provider's kind of account, such as "august"; it may be empty.
	Type string
	// Email identifies the account's user at the provider; it may be empty.
	Email string
	// CustomerKey names the customer that the account belongs to; it may be empty.
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

// Device describes a device to add. The zero value is good: a lock with a made-up name that is
// online, can be locked and unlocked from afar and takes access codes.
type Device struct {
	// Name is "Device 1" and so on when left empty.
	Name string
	// Type is Seam's type of device, "august_lock" when left empty.
	Type gen.DeviceType
	// Manufacturer is Seam's name of it, such as "august". When left empty it is what the type
	// begins with.
	Manufacturer string
	// AccountID is the connected account that the device came with; a new one when left empty.
	AccountID string
	// TimeZone is an IANA name, or empty if it is not known.
	TimeZone string
	// Offline says that the device cannot be reached: it has the error device_offline until
	// /devices/simulate/connect.
	Offline bool
	// Unmanaged says that Seam knows the device but does not control it.
	Unmanaged bool
	// Capabilities are those of Seam's capabilities_supported. When left nil they follow from the
	// type: "lock" and "access_code", or "thermostat", or "noise_detection".
	Capabilities []gen.DeviceCapability
	// Can says what the device is able to do, by Seam's names without "can_", such as
	// "remotely_unlock": these are added to what follows from the capabilities, or taken away if
	// false.
	Can map[string]bool
	// Properties are further properties as Seam names them, such as "supported_code_lengths".
	Properties map[string]any
}

// AddDevice puts a device into the workspace and returns its ID. It panics if there is no such
// account.
func (s *Server) AddDevice(of Device) (id string) {
	s.protocol.Do(func() {
		added := &places.Device{
			Name: of.Name, Type: of.Type, Manufacturer: of.Manufacturer, TimeZone: of.TimeZone,
			Offline: of.Offline, Unmanaged: of.Unmanaged,
			Capabilities: of.Capabilities, Can: of.Can, Properties: of.Properties,
		}
		if of.AccountID != "" {
			added.Account = must(s.places.Accounts.Get(of.AccountID))("AddDevice: there is no connected account %q", of.AccountID)
		}
		id = s.places.AddDevice(added).ID
	})
	return id
}

// System describes an access system to add. The zero value is good: a system with a made-up name
// and no manufacturer.
type System struct {
	// Name is "Access System 1" and so on when left empty.
	Name string
	// ExternalType is the manufacturer's kind of system as Seam names it, such as
	// "visionline_system" or "salto_ks_site". With a type it knows, the server also knows what users
	// and credentials are called there.
	ExternalType gen.ACSSystemExternalType
	// TimeZone is an IANA name, such as "America/New_York", or empty if it is not known.
	TimeZone string
	// IsCredentialManager says that the system issues mobile keys for other systems.
	IsCredentialManager bool
	// CredentialManagerID is the ID of the system that issues this system's mobile keys by default.
	CredentialManagerID string
}

// AddSystem puts an access system into the workspace, with a connected account of its own, and
// returns its ID. It panics if CredentialManagerID names no credential manager that was added
// before.
func (s *Server) AddSystem(of System) (id string) {
	s.protocol.Do(func() {
		if of.CredentialManagerID != "" {
			if manager, ok := s.places.Systems.Get(of.CredentialManagerID); !ok || !manager.IsCredentialManager {
				panic(fmt.Sprintf("seamtest: AddSystem: %q is no credential manager", of.CredentialManagerID))
			}
		}
		id = s.places.AddSystem(&places.System{
			Name: of.Name, ExternalType: of.ExternalType, TimeZone: of.TimeZone,
			IsCredentialManager: of.IsCredentialManager, CredentialManagerID: of.CredentialManagerID,
		}).ID
	})
	return id
}

// AddEntrance puts an entrance into an access system and returns the entrance's ID. An empty name
// becomes "Entrance 1" and so on. It panics if there is no such system.
func (s *Server) AddEntrance(systemID, name string) (id string) {
	s.protocol.Do(func() {
		in := must(s.places.Systems.Get(systemID))("AddEntrance: there is no system %q", systemID)
		id = s.places.AddEntrance(&places.Entrance{System: in, Name: name}).ID
	})
	return id
}

// SetEntranceMethods makes an entrance open with these access methods only, "code", "card",
// "mobile_key" or "cloud_key": it can then not be unlocked with the others, and no credential for them
// is created for it. A new entrance opens with all that its manufacturer has. SetEntranceMethods panics
// if there is no such entrance or access method.
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

// AddEncoder puts a card encoder into an access system and returns the encoder's ID. An empty name
// becomes "Encoder 1" and so on. It panics if there is no such system.
func (s *Server) AddEncoder(systemID, name string) (id string) {
	s.protocol.Do(func() {
		in := must(s.places.Systems.Get(systemID))("AddEncoder: there is no system %q", systemID)
		id = s.places.AddEncoder(&places.Encoder{System: in, Name: name}).ID
	})
	return id
}

// SetEncoderOnline connects or disconnects an encoder. A new one is online. It panics if there is no
// such encoder.
func (s *Server) SetEncoderOnline(encoderID string, online bool) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.mustEncoder("SetEncoderOnline", encoderID).Offline = !online
}

// RemoveEncoder takes an encoder out of its access system. Seam still shows it, with the error
// acs_encoder_removed, but it encodes and scans no more. RemoveEncoder panics if there is no such
// encoder.
func (s *Server) RemoveEncoder(encoderID string) {
	s.protocol.Do(func() { s.places.RemoveEncoder(s.mustEncoder("RemoveEncoder", encoderID)) })
}

func (s *Server) mustEncoder(method, id string) *places.Encoder {
	return must(s.places.Encoders.Get(id))("%s: there is no encoder %q", method, id)
}

// AddAccessGroup puts an access group into an access system and returns the group's ID. Its members
// have access to the entrances given. It panics if there is no such system, if an entrance is not in
// it, or if Seam knows no groups in a system of this kind: give [System] an ExternalType that has
// them, such as "salto_ks_site".
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

// must returns a function that returns an object, or panics if there is none: a test that names an
// object which does not exist is wrong.
func must[T any](object T, ok bool) func(format string, args ...any) T {
	return func(format string, args ...any) T {
		if !ok {
			panic(fmt.Sprintf("seamtest: "+format, args...))
		}
		return object
	}
}
