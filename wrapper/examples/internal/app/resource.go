package app

import (
	"context"
	"net/http"
)

// Resource serves things of one kind as JSON: POST creates one, and GET, PUT and DELETE show, change and cancel
// it. A function that returns an error may return the thing, too, as it is now.
type Resource[T any] struct {
	Path string // such as "/api/bookings"
	Name string // the name of the thing in JSON, such as "booking"

	Get    func(id string) (T, bool)
	Create func(ctx context.Context, wish T) (*T, error)
	// Change sets the fields of a thing that are not zero in wish.
	Change func(ctx context.Context, thing, wish T) (*T, error)
	Cancel func(ctx context.Context, thing T) (*T, error)
}

// Register adds the handlers to mux.
func (rs Resource[T]) Register(mux *http.ServeMux) {
	one := rs.Path + "/{id}"
	mux.Handle("POST "+rs.Path, Handler(func(r *http.Request) (Object, error) {
		wish, err := Read[T](r)
		if err != nil {
			return nil, err
		}
		return rs.object(rs.Create(r.Context(), wish))
	}))
	mux.Handle("GET "+one, rs.existing(func(_ *http.Request, thing T) (*T, error) {
		return &thing, nil
	}))
	mux.Handle("PUT "+one, rs.existing(func(r *http.Request, thing T) (*T, error) {
		wish, err := Read[T](r)
		if err != nil {
			return nil, err
		}
		return rs.Change(r.Context(), thing, wish)
	}))
	mux.Handle("DELETE "+one, rs.existing(func(r *http.Request, thing T) (*T, error) {
		return rs.Cancel(r.Context(), thing)
	}))
}

// existing handles requests for a thing that exists.
func (rs Resource[T]) existing(handle func(r *http.Request, thing T) (*T, error)) Handler {
	return func(r *http.Request) (Object, error) {
		thing, ok := rs.Get(r.PathValue("id"))
		if !ok {
			return nil, Errorf(http.StatusNotFound, "there is no %s %q", rs.Name, r.PathValue("id"))
		}
		return rs.object(handle(r, thing))
	}
}

func (rs Resource[T]) object(thing *T, err error) (Object, error) {
	if thing == nil {
		return nil, err
	}
	return Object{rs.Name: thing}, err
}
