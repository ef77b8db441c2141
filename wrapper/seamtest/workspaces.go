package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// siblings are the servers of the workspaces that one personal access token reaches. The lock of their
// protocol servers, which they share, guards it.
type siblings struct{ servers []*Server }

func (s *siblings) places() []*places.Area {
	var areas []*places.Area
	for _, server := range s.servers {
		areas = append(areas, server.places)
	}
	return areas
}

// AddWorkspace adds an empty workspace that the personal access token of s reaches too, and returns its
// server. With it the test adds hardware, prepares faults and reads requests of that workspace.
//
// Both servers accept the requests for both workspaces, so that a program needs one transport or address:
// the key of a request decides, or the header seam-workspace of one with the personal access token. The
// workspaces share nothing but this token. The options of s apply to both.
func (s *Server) AddWorkspace(name string) *Server {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	return s.addSibling(places.Workspace{Name: name, Company: "seamtest", Sandbox: true, Publishable: true})
}

// Workspace returns the server of a workspace that [Server.AddWorkspace] or /workspaces/create added. It
// panics if the personal access token of s does not reach the workspace.
func (s *Server) Workspace(id string) *Server {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	for _, server := range s.siblings.servers {
		if server.WorkspaceID() == id {
			return server
		}
	}
	panic(fmt.Sprintf("seamtest: Workspace: there is no workspace %q", id))
}

// addSibling adds a workspace. The caller holds the lock.
func (s *Server) addSibling(of places.Workspace) *Server {
	added := &Server{config: s.config, siblings: s.siblings}
	added.config.seed = fmt.Sprintf("workspace %d of %s", len(s.siblings.servers)+1, s.config.seed)
	added.world = world.New(added.config.seed, added.config.now)
	added.protocol = s.protocol.NewSibling(added.world)
	added.build(of)
	return added
}
