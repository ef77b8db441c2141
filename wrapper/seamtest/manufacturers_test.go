package seamtest_test

import (
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// site is an access system of one manufacturer, with two entrances and a user.
type site struct {
	*world
	system, front, back, user string
}

func newSite(t *testing.T, manufacturer gen.ACSSystemExternalType) site {
	t.Helper()
	s := site{world: newWorld(t)}
	s.system = s.srv.AddSystem(seamtest.System{ExternalType: manufacturer})
	s.front, s.back = s.srv.AddEntrance(s.system, "Front"), s.srv.AddEntrance(s.system, "Back")
	s.user = s.makeUser(`{'acs_system_id':'` + s.system + `','full_name':'Jane'}`)
	return s
}

// credential returns a request for a credential of the user.
func (s site) credential(fields string) string {
	return `{'acs_user_id':'` + s.user + `',` + fields + `}`
}

func TestLatchCode(t *testing.T) {
	t.Parallel()
	latch := newSite(t, "latch_building")
	const create = "/acs/credentials/create"
	both := `,'allowed_acs_entrance_ids':['` + latch.front + `','` + latch.back + `']`
	latch.refusedAs(create, latch.credential(`'access_method':'code'`+both), 400, "invalid_input")
	latch.refusedAs(create, latch.credential(`'access_method':'code'`), 400, "invalid_input")
	latch.makeCredential(latch.credential(`'access_method':'code','allowed_acs_entrance_ids':['` + latch.front + `']`))
	latch.makeCredential(latch.credential(`'access_method':'mobile_key','is_multi_phone_sync_credential':true` + both))
}
