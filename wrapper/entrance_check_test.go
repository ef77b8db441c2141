package seam_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func TestCanUnlock(t *testing.T) {
	for _, test := range []struct {
		entrance *gen.ACSEntrance
		want     []seam.AccessMethod
	}{
		{nil, nil},
		{&gen.ACSEntrance{}, nil},
		{&gen.ACSEntrance{CanUnlockWithCode: true, CanUnlockWithMobileKey: true}, []seam.AccessMethod{"code", "mobile_key"}},
		{&gen.ACSEntrance{CanUnlockWithCard: true, CanUnlockWithCloudKey: true}, []seam.AccessMethod{"card", "cloud_key"}},
	} {
		if got := seam.CanUnlock(test.entrance); !slices.Equal(got, test.want) {
			t.Errorf("%v unlock %+v, want %v", got, test.entrance, test.want)
		}
	}
}
