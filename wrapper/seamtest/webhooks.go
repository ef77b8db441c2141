package seamtest

import "slices"

// webhook is an endpoint that is told of events.
type webhook struct {
	record
	url    string
	secret string
	types  []string // all types if nil
}

var webhookRoutes = map[string]handler{
	"/webhooks/create": (*Server).createWebhook,
	"/webhooks/delete": (*Server).deleteWebhook,
	"/webhooks/get":    (*Server).getWebhook,
	"/webhooks/list":   (*Server).listWebhooks,
	"/webhooks/update": (*Server).updateWebhook,
}

type webhookView struct {
	EventTypes []string `json:"event_types,omitzero"`
	Secret     string   `json:"secret"`
	URL        string   `json:"url"`
	WebhookID  string   `json:"webhook_id"`
}

func viewWebhook(of *webhook) webhookView {
	return webhookView{EventTypes: of.types, Secret: of.secret, URL: of.url, WebhookID: of.id}
}

func (s *Server) createWebhook(c *call) (answer, *refusal) {
	made := &webhook{record: s.newRecord("webhook"), url: c.text("url"), types: c.texts("event_types"), secret: s.newWebhookSecret()}
	s.webhooks.put(made)
	return answer{"webhook": viewWebhook(made)}, nil
}

func (s *Server) namedWebhook(c *call) (*webhook, *refusal) {
	if found, ok := s.webhooks.get(c.uuid("webhook_id")); ok {
		return found, nil
	}
	return nil, notFound("webhook")
}

func (s *Server) getWebhook(c *call) (answer, *refusal) {
	found, no := s.namedWebhook(c)
	if no != nil {
		return nil, no
	}
	return answer{"webhook": viewWebhook(found)}, nil
}

func (s *Server) listWebhooks(*call) (answer, *refusal) {
	return answer{"webhooks": views(s.webhooks.all, viewWebhook)}, nil
}

func (s *Server) updateWebhook(c *call) (answer, *refusal) {
	found, no := s.namedWebhook(c)
	if no != nil {
		return nil, no
	}
	found.types = c.texts("event_types")
	return nil, nil
}

func (s *Server) deleteWebhook(c *call) (answer, *refusal) {
	gone, no := s.namedWebhook(c)
	if no != nil {
		return nil, no
	}
	s.webhooks.remove(func(of *webhook) bool { return of == gone })
	return nil, nil
}

// wants tells whether a webhook is told of a type of event.
func (of *webhook) wants(eventType string) bool {
	return of.types == nil || slices.Contains(of.types, eventType)
}
