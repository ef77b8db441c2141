package seamtest

import (
	"math"
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// deviceKindRoutes list the devices of one kind, for which Seam has paths of their own.
func (s *Server) deviceKindOperations() protocol.Operations {
	return protocol.Operations{
		"/locks/list":         s.devicesWith("lock", "locks"),
		"/noise_sensors/list": s.devicesWith("noise_detection", "noise_sensors"),
		"/thermostats/list":   s.devicesWith("thermostat", "thermostats")}
}

// devicesWith lists the managed devices that have a capability, under both keys that Seam uses. Such a
// list is not paged: it is whole unless the request has a limit.
func (s *Server) devicesWith(capability gen.DeviceCapability, key string) protocol.Handler {
	return func(c *protocol.Call) (any, error) {
		found, _, err := s.selectDevices(c, math.MaxInt32, func(of *device) bool {
			return isManaged(of) && slices.Contains(of.Capabilities, capability)
		})
		if err != nil {
			return nil, err
		}
		devices := wire.Views(found, s.viewDevice)
		return protocol.Body{key: devices, "devices": devices}, nil
	}
}
