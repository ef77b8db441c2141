package seamtest

import (
	seam "github.com/seam-go/seam/wrapper"
)

// Client returns a client of the server, with its key and without a port.
// Further options come after these.
func (s *Server) Client(opts ...seam.Option) *seam.Client {
	client, err := seam.NewClient(seam.APIKey(s.APIKey()), append([]seam.Option{seam.WithTransport(s)}, opts...)...)
	if err != nil {
		panic("seamtest: " + err.Error()) // the options are the caller's, and this is a test
	}
	return client
}
