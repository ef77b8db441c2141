package seamtest

import (
	seam "github.com/seam-go/seam/wrapper"
)

// Client returns a client that calls the server in memory with its API key. The options in opts are
// applied after the key and the transport. Client panics if an option is invalid.
func (s *Server) Client(opts ...seam.Option) *seam.Client {
	client, err := seam.NewClient(seam.APIKey(s.APIKey()), append([]seam.Option{seam.WithTransport(s)}, opts...)...)
	if err != nil {
		panic("seamtest: " + err.Error()) // an invalid option is a mistake in the test
	}
	return client
}
