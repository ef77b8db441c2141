package provision

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // registers the driver
)

// sqliteSettings let several processes on one machine share the file. With synchronous(FULL) a commit
// survives a power failure, which "sent at" relies on. An immediate transaction waits for its turn at its
// beginning, rather than failing in its middle.
const sqliteSettings = "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(30000)&_txlock=immediate"

var sqliteDialect = newDialect("?", "cast(unixepoch('subsec') * 1000000 as integer)", "max", "", "")

type sqliteDatabase struct {
	pool  *sql.DB
	river *river.Client[*sql.Tx] // inserts only
}

func openSQLite(ctx context.Context, path string) (database, error) {
	pool, err := sql.Open("sqlite", "file:"+path+sqliteSettings)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1) // The driver of River needs it.
	db := &sqliteDatabase{pool: pool}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("preparing %s: %w", path, err), pool.Close())
	}
	return db, nil
}

func (db *sqliteDatabase) prepare(ctx context.Context) error {
	driver := riversqlite.New(db.pool)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	if _, err := db.pool.ExecContext(ctx, schema); err != nil {
		return err
	}
	db.river, err = river.NewClient(driver, &river.Config{Logger: quiet})
	return err
}

func (db *sqliteDatabase) inTx(ctx context.Context, do func(tx Tx) error) error {
	tx, err := db.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(sqliteTx{tx}); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (db *sqliteDatabase) insertJobs(ctx context.Context, tx Tx, keys []string) error {
	of, ok := tx.(sqliteTx)
	if !ok {
		return errWrongTx
	}
	_, err := db.river.InsertManyTx(ctx, of.tx, insertParams(keys))
	return err
}

func (db *sqliteDatabase) completeJob(ctx context.Context, tx Tx, job *river.Job[convergeArgs]) error {
	of, ok := tx.(sqliteTx)
	if !ok {
		return errWrongTx
	}
	_, err := river.JobCompleteTx[*riversqlite.Driver](ctx, of.tx, job)
	return err
}

func (db *sqliteDatabase) releaseJobs(ctx context.Context, worker string) error {
	_, err := db.pool.ExecContext(ctx, `update river_job set state = 'available'
		where state = 'running' and json_extract(attempted_by, '$[#-1]') = ?`, worker)
	return err
}

func (db *sqliteDatabase) work(ctx context.Context, config *river.Config) (queue, error) {
	client, err := river.NewClient(riversqlite.New(db.pool), config)
	if err != nil {
		return nil, err
	}
	return client, client.Start(ctx)
}

func (db *sqliteDatabase) close() error { return db.pool.Close() }

type sqliteTx struct{ tx *sql.Tx }

// SQLiteTx wraps a transaction of a SQLite database.
func SQLiteTx(tx *sql.Tx) Tx { return sqliteTx{tx} }

func (t sqliteTx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	result, err := t.tx.ExecContext(ctx, sqliteDialect.Replace(query), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (t sqliteTx) query(ctx context.Context, each func(row) error, query string, args ...any) error {
	rows, err := t.tx.QueryContext(ctx, sqliteDialect.Replace(query), args...)
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
