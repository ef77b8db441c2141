package runtime

import "testing"

type things struct{}

var thingsDo = Operation{Path: "/things/do"}

func (*things) operations() []*Operation { return []*Operation{&thingsDo} }

func TestOperationOf(t *testing.T) {
	t.Parallel()
	if OperationOf[*things]("/things/do") != &thingsDo || OperationOf[*things]("/others/do") != nil {
		t.Error("a service does not know its operations, or knows others")
	}
}

// An effect that is none prints, too.
func TestEffectString(t *testing.T) {
	t.Parallel()
	for effect, want := range map[Effect]string{Read: "read", Idempotent: "idempotent", Write: "write", 9: "Effect(9)"} {
		if effect.String() != want {
			t.Errorf("%d is %q, want %q", uint8(effect), effect, want)
		}
	}
}
