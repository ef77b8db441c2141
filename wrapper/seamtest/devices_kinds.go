package seamtest

import (
	"math"
	"slices"

	"github.com/seam-go/seam/gen"
)

// deviceKindRoutes list the devices of one kind, for which Seam has paths of their own.
var deviceKindRoutes = map[string]handler{
	"/locks/list":         devicesWith("lock", "locks"),
	"/noise_sensors/list": devicesWith("noise_detection", "noise_sensors"),
	"/thermostats/list":   devicesWith("thermostat", "thermostats"),
}

// devicesWith lists the managed devices that have a capability, under both keys that Seam uses. Such a
// list is not paged: it is whole unless the request has a limit.
func devicesWith(capability gen.DeviceCapability, key string) handler {
	return func(s *Server, c *call) (answer, *refusal) {
		found, _, no := s.selectDevices(c, math.MaxInt32, func(of *device) bool {
			return isManaged(of) && slices.Contains(of.Capabilities, capability)
		})
		if no != nil {
			return nil, no
		}
		devices := views(found, s.viewDevice)
		return answer{key: devices, "devices": devices}, nil
	}
}
