package model

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func getCredentialCall(c *call) func(context.Context) (string, error) {
	id := c.credential("user-1")
	return func(ctx context.Context) (string, error) {
		got, err := c.client.ACS.Credentials.Get(ctx, id, c.opts...)
		switch {
		case err != nil:
			return "", err
		case got == nil:
			return "the credential is nil", nil
		}
		return differ("the ID", got.ACSCredentialID, id), nil
	}
}

// loop is a program that reads a list to its end, or leaves it early.
type loop struct {
	all   []string // what the list holds, in its order
	leave int      // the number of items after which the loop is left; 0 for none
	each  func()   // is called for each item, nil for nothing
}

func (c *call) loop(path, idName string) loop {
	l := loop{all: c.world.fill(path, idName, c.rng.IntN(12))}
	if c.rng.IntN(10) == 0 {
		l.leave = 1 + c.rng.IntN(5)
	}
	if c.info == nil && c.rng.IntN(3) == 0 {
		c.readAhead = true
		c.opts = append(c.opts, seam.CallReadAhead())
	}
	return l
}

// read reads a list. Items without an ID were nil.
func (l loop) read(items iter.Seq2[string, error]) (wrong string, err error) {
	var got []string
	ended := false
	for id, failure := range items {
		if ended {
			return "the list goes on after its error", nil
		}
		if failure != nil {
			ended, err = true, failure
			continue
		}
		got = append(got, id)
		if l.each != nil {
			l.each()
		}
		if len(got) == l.leave {
			return l.compare(got, false), nil
		}
	}
	return l.compare(got, err == nil), err
}

// compare describes how a list differs from the whole, or from its beginning.
func (l loop) compare(got []string, whole bool) string {
	switch {
	case slices.Contains(got, ""):
		return fmt.Sprintf("the list yielded nil or an item without an ID: %q", got)
	case whole && !slices.Equal(got, l.all):
		return fmt.Sprintf("the list yielded %q, not %q", got, l.all)
	case len(got) > len(l.all) || !slices.Equal(got, l.all[:len(got)]):
		return fmt.Sprintf("the list began with %q, not with %q", got, l.all)
	}
	return ""
}

// ids turns a list of items into one of their IDs.
func ids[T any](items iter.Seq2[*T, error], id func(*T) string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for item, err := range items {
			if !yield(idOf(item, id), err) {
				return
			}
		}
	}
}

// yieldAll yields the IDs of the items of a page until the loop is left.
func yieldAll[T any](items []*T, id func(*T) string, yield func(string, error) bool) bool {
	for _, item := range items {
		if !yield(idOf(item, id), nil) {
			return false
		}
	}
	return true
}

func idOf[T any](item *T, id func(*T) string) string {
	if item == nil {
		return ""
	}
	return id(item)
}

// A program that keeps its own cursor has to notice these by itself.
var (
	errTooManyPages  = errors.New("the test read more pages than there can be")
	errRoundAndRound = errors.New("the next cursor is the one of this page")
)

func credentialID(credential *seam.Credential) string { return credential.ACSCredentialID }
func deviceID(device *gen.Device) string              { return device.DeviceID }

func (c *call) filter() seam.CredentialFilter {
	return seam.CredentialFilter{ACSSystemID: "system-1", Limit: c.rng.IntN(5)}
}

func listCredentialsCall(c *call) func(context.Context) (string, error) {
	l, filter := c.loop("/acs/credentials/list", "acs_credential_id"), c.filter()
	return func(ctx context.Context) (string, error) {
		return l.read(ids(c.client.ACS.Credentials.List(ctx, filter, c.opts...), credentialID))
	}
}

func listCredentialsPagesCall(c *call) func(context.Context) (string, error) {
	l, filter := c.loop("/acs/credentials/list", "acs_credential_id"), c.filter()
	return func(ctx context.Context) (string, error) {
		pages := c.client.ACS.Credentials.ListPages(ctx, filter, c.opts...)
		return l.read(func(yield func(string, error) bool) {
			for page, err := range pages {
				if err != nil {
					if !yield("", err) {
						return
					}
					continue
				}
				c.note()
				if !yieldAll(page.Items, credentialID, yield) {
					return
				}
			}
		})
	}
}

// listCredentialsPageCall reads page by page, like a program that keeps the cursor.
func listCredentialsPageCall(c *call) func(context.Context) (string, error) {
	l, filter := c.loop("/acs/credentials/list", "acs_credential_id"), c.filter()
	return func(ctx context.Context) (string, error) {
		return l.read(func(yield func(string, error) bool) {
			for range 1 + len(l.all) {
				page, err := c.client.ACS.Credentials.ListPage(ctx, filter, c.opts...)
				c.note()
				if page != nil && !yieldAll(page.Items, credentialID, yield) {
					return
				}
				if err != nil || page == nil || !page.HasNextPage {
					if err != nil {
						yield("", err)
					}
					return
				}
				if page.NextPageCursor == filter.Cursor {
					yield("", errRoundAndRound)
					return
				}
				filter.Cursor = page.NextPageCursor
			}
			yield("", errTooManyPages)
		})
	}
}

// listDevicesCall may use its request for something else while the loop runs.
func listDevicesCall(c *call) func(context.Context) (string, error) {
	l := c.loop("/devices/list", "device_id")
	request := &gen.DevicesListRequest{CustomerKey: new("customer-1"), DeviceIDs: []string{"a", "b"}}
	if !c.readAhead && c.rng.IntN(3) == 0 {
		l.each = func() {
			*request.CustomerKey, request.DeviceIDs[0] = "customer-2", "c"
			request.Limit = new(1)
		}
	}
	return func(ctx context.Context) (string, error) {
		return l.read(ids(c.client.Devices.List(ctx, request, c.opts...), deviceID))
	}
}

func listLocksCall(c *call) func(context.Context) (string, error) {
	l := c.loop("/locks/list", "device_id")
	return func(ctx context.Context) (string, error) {
		locks, err := c.client.Locks.List(ctx, nil, c.opts...)
		return l.read(func(yield func(string, error) bool) {
			if yieldAll(locks, deviceID, yield) && err != nil {
				yield("", err)
			}
		})
	}
}
