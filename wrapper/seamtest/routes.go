package seamtest

import (
	"fmt"
	"maps"
)

// handler performs one operation on a request that the document has nothing against. It returns a
// refusal and changes nothing, or changes what it must and returns an answer.
type handler func(*Server, *call) (answer, *refusal)

// routes has every operation that is played, by its path. Each resource lists its own in its file.
// What is documented and not here answers with an example.
var routes = merge(
	accessCodeRoutes,
	accessGrantRoutes,
	accessMethodRoutes,
	accountRoutes,
	attemptRoutes,
	credentialRoutes,
	deviceKindRoutes,
	deviceRoutes,
	deviceSimulationRoutes,
	encoderRoutes,
	entranceAccessRoutes,
	entranceRoutes,
	eventRoutes,
	groupRoutes,
	identityAccessRoutes,
	identityRoutes,
	identityUpdateRoutes,
	identityUserRoutes,
	instantKeyRoutes,
	lockRoutes,
	managerRoutes,
	memberRoutes,
	phoneRoutes,
	rehearsalRoutes,
	relatedRoutes,
	reportRoutes,
	scanRoutes,
	sessionRoutes,
	spacePlaceRoutes,
	spaceRoutes,
	systemRoutes,
	unlockRoutes,
	unmanagedCodeRoutes,
	unmanagedDeviceRoutes,
	userAccessRoutes,
	userRoutes,
	userUpdateRoutes,
	webhookRoutes,
	webviewRoutes,
	workspaceRoutes,
)

// merge panics, when the program starts, if two resources claim one operation.
func merge(resources ...map[string]handler) map[string]handler {
	all := make(map[string]handler)
	for _, resource := range resources {
		for path := range resource {
			if _, twice := all[path]; twice {
				panic(fmt.Sprintf("seamtest: %s has two handlers", path))
			}
		}
		maps.Copy(all, resource)
	}
	return all
}
