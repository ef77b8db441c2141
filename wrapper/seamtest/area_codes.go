package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// codeTables has the tables of an area to be.
type codeTables struct {
	codes *world.Table[*accessCode]
}

func (s *Server) buildCodes() {
	s.codes = world.NewTable[*accessCode](s.world, "access_code")
	world.BelongsTo(s.codes, s.places.Devices, func(of *accessCode) *places.Device { return of.device })
}

var codeAreaOperations = []protocol.Operations[*Server]{
	accessCodeOperations,
	unmanagedCodeOperations,
}
