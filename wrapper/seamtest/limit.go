package seamtest

import (
	"fmt"
	"io"
	"net/http"
)

// maxBody is the longest request body that the server reads. Seam documents no limit of its own; no
// request of its API comes near this one.
const maxBody = 1 << 20

// readLimited reads a body to its end, or reports that it is too long.
func readLimited(from io.Reader) (body []byte, tooLong bool, err error) {
	if from == nil {
		return nil, false, nil
	}
	body, err = io.ReadAll(io.LimitReader(from, maxBody+1))
	if len(body) > maxBody {
		return nil, true, nil
	}
	return body, false, err
}

func bodyTooLong() *refusal {
	return refuse(http.StatusRequestEntityTooLarge, "payload_too_large", fmt.Sprintf("The request body is longer than %d bytes", maxBody))
}
