package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A trade fair gives 500 exhibitors a PIN for each of 20 days. While the program creates these 10,000 credentials,
// a response is lost, a list has an invalid date, and the program crashes. Still each exhibitor must have exactly
// one PIN for each day. Your own record is not enough for that, because a credential whose response was lost is
// not in it: list the credentials at Seam before you continue. Access grants are simpler, because Seam accepts
// their key only once.
func Example_resume() {
	if err := issueFairPINs(fakeFair()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// response lost: true
	// malformed list: cannot tell which credentials exist: [acs_credentials[17].ends_at]
	// crashed: true
	// resumed: <nil>
	// 10000 credentials for 10000 PINs, 10000 recorded
}

// issueFairPINs runs the job four times: the first run loses a response, the second one cannot read the list, and
// the third one crashes.
func issueFairPINs(crashing context.Context, job *fairJob) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()

	fmt.Println("response lost:", errors.Is(job.run(ctx), seam.ErrOutcomeUnknown))
	fmt.Println("malformed list:", job.run(ctx))
	fmt.Println("crashed:", job.run(crashing) != nil)
	fmt.Println("resumed:", job.run(ctx))

	found, err := job.atSeam(ctx)
	if err != nil {
		return err
	}
	recorded, err := job.record.all(ctx)
	if err != nil {
		return err
	}
	credentials := 0
	for _, ids := range found {
		credentials += len(ids)
	}
	fmt.Printf("%d credentials for %d PINs, %d recorded\n", credentials, len(found), len(recorded))
	return nil
}

// fairPIN is a PIN in the plan. Store the plan before the job begins: times that are computed again differ.
type fairPIN struct {
	userID, pin      string
	startsAt, endsAt time.Time
}

// fairSlot identifies a PIN of the plan: an exhibitor has one for each day.
type fairSlot struct {
	userID string
	endsAt int64 // in Unix milliseconds, the precision of Seam
}

func (p fairPIN) slot() fairSlot { return fairSlot{p.userID, p.endsAt.UnixMilli()} }

// fairFields are the fields by which atSeam recognizes a PIN.
var fairFields = []string{
	"acs_credentials.acs_credential_id", "acs_credentials.acs_user_id",
	"acs_credentials.access_method", "acs_credentials.ends_at",
}

func fairSlotOf(c *seam.Credential) fairSlot { return fairSlot{c.ACSUserID, c.EndsAt.UnixMilli()} }

// fairRecord stores the IDs of the created credentials. In a real program it is a table of a database.
type fairRecord interface {
	all(ctx context.Context) (map[fairSlot]string, error)
	add(ctx context.Context, slot fairSlot, credentialID string) error
}

// fairJob creates the credentials of a plan.
type fairJob struct {
	client   *seam.Client
	systemID string
	plan     []fairPIN
	record   fairRecord
	// wait is the pause before the list is read, because a request of an earlier run may still be under way:
	// two minutes, see [seam.ErrOutcomeUnknown].
	wait time.Duration
}

// run creates the missing credentials, and stops at the first failure. Call it again then, and after a crash. Do
// not call it twice at the same time.
func (j *fairJob) run(ctx context.Context) error {
	missing, err := j.missing(ctx)
	if err != nil {
		return err
	}
	return j.createAll(ctx, missing)
}

// missing returns the part of the plan that does not exist at Seam, and completes the record.
func (j *fairJob) missing(ctx context.Context) ([]fairPIN, error) {
	recorded, err := j.record.all(ctx)
	if err != nil || len(recorded) == len(j.plan) {
		return nil, err
	}
	select {
	case <-time.After(j.wait):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	found, err := j.atSeam(ctx)
	if err != nil {
		return nil, err
	}
	var missing []fairPIN
	for _, p := range j.plan {
		switch ids := found[p.slot()]; {
		case len(ids) == 0:
			missing = append(missing, p)
		case len(ids) > 1: // Another program has created one, or wait is too short.
			return nil, fmt.Errorf("user %s has %d credentials until %s: %v", p.userID, len(ids), p.endsAt, ids)
		case recorded[p.slot()] == "":
			if err := j.record.add(ctx, p.slot(), ids[0]); err != nil {
				return nil, err
			}
		}
	}
	return missing, nil
}

// atSeam returns the IDs of all PINs in the access system. One list takes fewer requests than
// [seam.CredentialsService.Matching] for each PIN. An incomplete list is an error, because it would create
// credentials twice: one that ends too early, or that has items without a readable user, method or end.
func (j *fairJob) atSeam(ctx context.Context) (map[fairSlot][]string, error) {
	found := make(map[fairSlot][]string, len(j.plan))
	var info seam.ResponseInfo
	for credential, err := range j.client.ACS.Credentials.List(ctx, seam.CredentialFilter{ACSSystemID: j.systemID}, seam.CallInfo(&info)) {
		if err != nil {
			return nil, err
		}
		if credential.AccessMethod == seam.AccessMethodCode {
			slot := fairSlotOf(credential)
			found[slot] = append(found[slot], credential.ACSCredentialID)
		}
	}
	if hidden := info.MalformedFields(fairFields...); len(hidden) > 0 {
		return nil, fmt.Errorf("cannot tell which credentials exist: %v", hidden)
	}
	return found, nil
}

// createAll creates the missing credentials, eight at a time. [seam.WithLimiter] limits the requests per second.
func (j *fairJob) createAll(ctx context.Context, missing []fairPIN) error {
	next := make(chan fairPIN)
	failed, fail := context.WithCancelCause(ctx) // A failure stops no call that is under way.
	defer fail(nil)
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for p := range next {
				if err := j.create(ctx, p); err != nil {
					fail(err)
				}
			}
		})
	}
	for _, p := range missing {
		if failed.Err() != nil {
			break
		}
		next <- p
	}
	close(next)
	workers.Wait()
	return context.Cause(failed)
}

func (j *fairJob) create(ctx context.Context, p fairPIN) error {
	created, err := j.client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder:   seam.ACSUser(p.userID),
		Method:   seam.Code{PIN: p.pin},
		StartsAt: p.startsAt,
		EndsAt:   p.endsAt,
	})
	if err != nil {
		return err // After seam.ErrOutcomeUnknown, the next run finds out whether it exists.
	}
	if fairSlotOf(created) != p.slot() {
		return fmt.Errorf("credential %s has another user or end than requested; the next run would not find it", created.ACSCredentialID)
	}
	return j.record.add(ctx, p.slot(), created.ACSCredentialID)
}

// fakeFair returns a job for a fake Seam that loses the response to the 3000th creation and sends an invalid date
// in the next list, and a context that ends in the middle of the job, like a crash. No request is late here, so
// the job does not wait. A real program uses seam.NewClient(seam.APIKey(key)), the ID of its own access system,
// and a database.
func fakeFair() (context.Context, *fairJob) {
	const create, list = "/acs/credentials/create", "/acs/credentials/list"
	srv := seamtest.NewServer()
	srv.PassNext(create, 2999)
	srv.ResetAfterNext(create)
	srv.PassNext(list, 1) // the first run lists nothing
	srv.ChangeNext(list, func(response map[string]any) {
		response["acs_credentials"].([]any)[17].(map[string]any)["ends_at"] = "soon"
	})
	systemID := srv.AddSystem(seamtest.System{Name: "Trade Fair"})
	client := srv.Client()
	firstDay := time.Now().Add(30 * 24 * time.Hour)
	crashing, crash := context.WithCancel(context.Background())
	record := &fakeFairRecord{ids: map[fairSlot]string{}, crashAt: 6000, crash: crash}
	job := &fairJob{client: client, systemID: systemID, record: record}
	for range 500 {
		exhibitor, err := client.ACS.Users.Create(crashing, &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: "Exhibitor"})
		if err != nil {
			log.Fatal(err)
		}
		for day := range 20 {
			opens := firstDay.AddDate(0, 0, day)
			pin := fmt.Sprintf("%06d", len(job.plan))
			job.plan = append(job.plan, fairPIN{exhibitor.ACSUserID, pin, opens, opens.Add(10 * time.Hour)})
		}
	}
	return crashing, job
}

// fakeFairRecord is a [fairRecord] in memory. The program crashes when it has crashAt entries.
type fakeFairRecord struct {
	mu      sync.Mutex
	ids     map[fairSlot]string
	crashAt int
	crash   func()
}

func (r *fakeFairRecord) all(context.Context) (map[fairSlot]string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.ids), nil
}

func (r *fakeFairRecord) add(ctx context.Context, slot fairSlot, credentialID string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	r.ids[slot] = credentialID
	if len(r.ids) == r.crashAt {
		r.crash()
	}
	return nil
}
