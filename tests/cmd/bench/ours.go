package main

import (
	"context"
	"fmt"

	seam "github.com/seam-go/seam/wrapper"
)

// ours is package seam with its defaults.
type ours struct{ seam *seam.Client }

func newOurs(endpoint string) (*ours, error) {
	client, err := seam.NewClient(seam.APIKey(apiKey), seam.WithEndpoint(endpoint))
	if err != nil {
		return nil, err
	}
	return &ours{client}, nil
}

func (o *ours) create(ctx context.Context) error {
	_, err := o.seam.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(acsUser), Method: seam.Code{PIN: pin}, AllowedEntranceIDs: []string{entrance},
		StartsAt: startsAt, EndsAt: endsAt,
	})
	return err
}

func (o *ours) page(ctx context.Context) (int, error) {
	page, err := o.seam.ACS.Credentials.ListPage(ctx, seam.CredentialFilter{Limit: pageSize})
	if err != nil {
		return 0, err
	}
	return len(page.Items), nil
}

func (o *ours) list(ctx context.Context) (int, error) {
	n := 0
	for credential, err := range o.seam.ACS.Credentials.List(ctx, seam.CredentialFilter{Limit: pageSize}) {
		if err != nil {
			return n, err
		}
		if credential.ACSCredentialID == "" {
			return n, fmt.Errorf("%s: no ID", pathList)
		}
		n++
	}
	return n, nil
}

func (o *ours) wait(ctx context.Context, id string) error {
	_, err := o.seam.ResumeAttempt(id).Wait(ctx)
	return err
}
