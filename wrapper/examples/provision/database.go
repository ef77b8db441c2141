package provision

import (
	"context"
	_ "embed"
	"strings"

	"github.com/riverqueue/river"
)

//go:embed schema.sql
var schema string

// Tx is a transaction of the database. Wrap your own with [SQLiteTx] or [PostgresTx].
type Tx interface {
	exec(ctx context.Context, query string, args ...any) (rows int64, err error)
	// query calls each with every row.
	query(ctx context.Context, each func(row) error, query string, args ...any) error
}

type row interface{ Scan(fields ...any) error }

// database is what the two databases do differently.
type database interface {
	// inTx runs do in a transaction and commits it if do returns nil. It may run do more than once.
	inTx(ctx context.Context, do func(tx Tx) error) error
	// insertJobs queues a job for each booking that has none.
	insertJobs(ctx context.Context, tx Tx, keys []string) error
	completeJob(ctx context.Context, tx Tx, job *river.Job[convergeArgs]) error
	// releaseJobs makes the jobs available again that a worker of this name had when it was killed.
	releaseJobs(ctx context.Context, worker string) error
	// work starts to work jobs.
	work(ctx context.Context, config *river.Config) (queue, error)
	close() error
}

// queue is a started River client.
type queue interface {
	Stop(ctx context.Context) error
}

// dialect turns a query into that of a database. ?1 is the first argument, {now} the time in microseconds
// by the clock of the database, {max} the larger of two values, {lock} keeps others from changing
// the rows, and {skip} passes over rows that others are changing.
type dialect struct{ *strings.Replacer }

func newDialect(placeholder, now, larger, lock, skip string) dialect {
	return dialect{strings.NewReplacer("?", placeholder, "{now}", now, "{max}", larger, "{lock}", lock, "{skip}", skip)}
}

// insertParams are one job for each key.
func insertParams(keys []string) []river.InsertManyParams {
	params := make([]river.InsertManyParams, len(keys))
	for i, key := range keys {
		params[i] = river.InsertManyParams{Args: convergeArgs{Key: key}}
	}
	return params
}
