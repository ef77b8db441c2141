package climate

import (
	"math"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// readDegrees returns a temperature of a request as two fields: in Celsius and in Fahrenheit. It returns no
// fields if the request has neither, and records a problem if it has both.
func readDegrees(c *protocol.Call, name string) wire.Object {
	celsius, fahrenheit := c.Number(name+"_celsius"), c.Number(name+"_fahrenheit")
	switch {
	case celsius != nil && fahrenheit != nil:
		c.Wrong(name+"_fahrenheit", "Give Celsius or Fahrenheit, not both")
		return nil
	case celsius != nil:
		return degrees(name, *celsius, *celsius*9/5+32)
	case fahrenheit != nil:
		return degrees(name, (*fahrenheit-32)*5/9, *fahrenheit)
	default:
		return nil
	}
}

func degrees(name string, celsius, fahrenheit float64) wire.Object {
	return wire.Object{name + "_celsius": rounded(celsius), name + "_fahrenheit": rounded(fahrenheit)}
}

func rounded(value float64) float64 { return math.Round(value*100) / 100 }

// celsius returns a temperature in Celsius from the fields of an object.
func celsius(fields wire.Object, name string) (degrees float64, known bool) {
	degrees, known = fields[name+"_celsius"].(float64)
	return degrees, known
}
