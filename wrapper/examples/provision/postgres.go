package provision

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

var postgresDialect = newDialect("$", "(extract(epoch from clock_timestamp()) * 1000000)::bigint", "greatest",
	" for update", " for update skip locked")

type postgresDatabase struct {
	pool  *pgxpool.Pool
	river *river.Client[pgx.Tx] // inserts only
}

func openPostgres(ctx context.Context, url string) (database, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, err
	}
	db := &postgresDatabase{pool: pool}
	if err := db.prepare(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("preparing the database: %w", err)
	}
	return db, nil
}

// prepare creates the tables. The lock keeps two programs from creating them at the same time.
func (db *postgresDatabase) prepare(ctx context.Context) error {
	driver := riverpgxv5.New(db.pool)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return err
	}
	err = db.pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext('provision'))"); err != nil {
			return err
		}
		if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return err
		}
		if _, err := conn.Exec(ctx, schema); err != nil {
			return err
		}
		_, err := conn.Exec(ctx, "select pg_advisory_unlock_all()")
		return err
	})
	if err != nil {
		return err
	}
	db.river, err = river.NewClient(driver, &river.Config{Logger: quiet})
	return err
}

// inTx runs do again if PostgreSQL has chosen its transaction to end a deadlock.
func (db *postgresDatabase) inTx(ctx context.Context, do func(tx Tx) error) error {
	const tries = 5
	for try := 1; ; try++ {
		err := pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error { return do(postgresTx{tx}) })
		if failure, ok := errors.AsType[*pgconn.PgError](err); !ok || failure.Code != deadlock || try == tries {
			return err
		}
	}
}

// deadlock is the code of PostgreSQL's error.
const deadlock = "40P01"

func (db *postgresDatabase) insertJobs(ctx context.Context, tx Tx, keys []string) error {
	of, ok := tx.(postgresTx)
	if !ok {
		return errWrongTx
	}
	_, err := db.river.InsertManyTx(ctx, of.tx, insertParams(keys))
	return err
}

func (db *postgresDatabase) completeJob(ctx context.Context, tx Tx, job *river.Job[convergeArgs]) error {
	of, ok := tx.(postgresTx)
	if !ok {
		return errWrongTx
	}
	_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, of.tx, job)
	return err
}

func (db *postgresDatabase) releaseJobs(ctx context.Context, worker string) error {
	_, err := db.pool.Exec(ctx, `update river_job set state = 'available'
		where state = 'running' and attempted_by[array_upper(attempted_by, 1)] = $1`, worker)
	return err
}

func (db *postgresDatabase) work(ctx context.Context, config *river.Config) (queue, error) {
	client, err := river.NewClient(riverpgxv5.New(db.pool), config)
	if err != nil {
		return nil, err
	}
	return client, client.Start(ctx)
}

func (db *postgresDatabase) close() error {
	db.pool.Close()
	return nil
}

type postgresTx struct{ tx pgx.Tx }

// PostgresTx wraps a transaction of a PostgreSQL database.
func PostgresTx(tx pgx.Tx) Tx { return postgresTx{tx} }

func (t postgresTx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	tag, err := t.tx.Exec(ctx, postgresDialect.Replace(query), args...)
	return tag.RowsAffected(), err
}

func (t postgresTx) query(ctx context.Context, each func(row) error, query string, args ...any) error {
	rows, err := t.tx.Query(ctx, postgresDialect.Replace(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// errWrongTx is a transaction of the other database.
var errWrongTx = errors.New("provision: the transaction belongs to another kind of database")
