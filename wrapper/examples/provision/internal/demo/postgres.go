package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
)

// ErrNoPostgres says that PostgreSQL is not installed.
var ErrNoPostgres = errors.New("PostgreSQL is not installed; on Debian: apt-get install postgresql")

// Postgres is a PostgreSQL server in a folder of its own, reached by a socket in that folder.
type Postgres struct {
	bin, dir string
	as       *syscall.Credential // the user it runs as; nil for this one
	cmd      *exec.Cmd
	log      io.Writer
}

// StartPostgres creates a database below dir, which must be empty, and starts a server for it.
func StartPostgres(ctx context.Context, dir string, log io.Writer) (*Postgres, error) {
	p := &Postgres{dir: dir, log: log}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // The pattern is good.
	if len(found) == 0 {
		path, err := exec.LookPath("initdb")
		if err != nil {
			return nil, ErrNoPostgres
		}
		found = []string{path}
	}
	p.bin = filepath.Dir(found[len(found)-1])
	if err := p.leaveRoot(); err != nil {
		return nil, err
	}
	initialize := p.command(ctx, "initdb", "-D", p.data(), "-U", "provision", "-A", "trust", "--no-sync")
	if out, err := initialize.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	return p, p.start(ctx)
}

// leaveRoot makes the server run as the user "postgres" if this process is root, which it refuses.
func (p *Postgres) leaveRoot() error {
	if os.Getuid() != 0 {
		return nil
	}
	owner, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(owner.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(owner.Gid, 10, 32)
	if err != nil {
		return err
	}
	p.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(p.dir, int(uid), int(gid))
}

func (p *Postgres) data() string { return filepath.Join(p.dir, "data") }

func (p *Postgres) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(p.bin, name), args...)
	cmd.Dir = p.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	return cmd
}

// start starts the server and waits until it accepts connections.
func (p *Postgres) start(ctx context.Context) error {
	p.cmd = p.command(context.WithoutCancel(ctx), "postgres", "-D", p.data(), "-k", p.dir, "-c", "listen_addresses=")
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		return err
	}
	for {
		conn, err := pgx.Connect(ctx, p.URL())
		if err == nil {
			return conn.Close(ctx)
		}
		if err := clock.Sleep(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
}

// URL is that of the database.
func (p *Postgres) URL() string { return "postgres:///postgres?user=provision&host=" + p.dir }

// Stop ends the server and all its connections at once.
func (p *Postgres) Stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// Restart ends the server while it is used, and starts it again.
func (p *Postgres) Restart(ctx context.Context) error {
	if err := p.Stop(); err != nil {
		return err
	}
	return p.start(ctx)
}
