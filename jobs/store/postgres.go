package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"weiran/rules/source"
)

// postgres is a database of a PostgreSQL server, version 14 or newer.
type postgres struct{ config pq.Config }

// connectTimeout is how long to wait for a server where the URL does not say.
const connectTimeout = 10 * time.Second

// newPostgres reads a URL. What is wrong with it is never shown, since a
// password may be part of it. What the URL leaves open the usual variables
// (PGHOST, PGPASSWORD, PGSSLMODE, …) say.
func newPostgres(address string) (dialect, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, badURL
	}
	config, err := pq.NewConfig(address)
	if err != nil {
		return nil, badURL
	}
	if !u.Query().Has("sslmode") && os.Getenv("PGSSLMODE") == "" {
		config.SSLMode = sslMode(config.Host)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	config.FallbackApplicationName = "weiran"
	return postgres{config}, nil
}

var badURL = source.Fault{
	Message: source.Say("the URL of the PostgreSQL database, or a PG… variable beside it, cannot be read", "PostgreSQL 数据库地址（或 PG… 环境变量）无法识别"),
	Hint: source.Say("write postgres://USER:PASSWORD@HOST:5432/DATABASE, with @ : / ? # % inside a password as %40 %3A %2F %3F %23 %25",
		"请写成 postgres://用户:口令@主机:5432/库名；口令中的 @ : / ? # % 要写成 %40 %3A %2F %3F %23 %25"),
}

// sslMode is how to encrypt where nobody says: not at all to this machine, which
// mostly has no certificate; to another one if it can. The driver's own default
// refuses every server without a certificate.
func sslMode(host string) pq.SSLMode {
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if host == "localhost" || strings.HasPrefix(host, "/") || err == nil && address.IsLoopback() {
		return pq.SSLModeDisable
	}
	return pq.SSLModePrefer
}

func (postgres) String() string { return "postgres" }

func (p postgres) open() (*sqlx.DB, error) {
	connector, err := pq.NewConnectorConfig(p.config)
	if err != nil {
		return nil, p.explain(err)
	}
	return sqlx.NewDb(sql.OpenDB(connector), "postgres"), nil
}

// begin detaches the transaction from the context: were it rolled back from
// another goroutine in the middle of a COPY, the driver would lose the
// connection. What runs in the transaction looks at the context itself.
func (postgres) begin(ctx context.Context, db *sqlx.DB) (*sqlx.Tx, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return db.BeginTxx(context.WithoutCancel(ctx), nil)
}

// migrator takes a lock of the server's, tried every second for five minutes, so
// that two programs that start together do not both make the tables.
func (postgres) migrator(db *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, err
	}
	return newMigrator(goose.DialectPostgres, "postgres", db, goose.WithSessionLocker(locker))
}

func (postgres) bulk(t table) string {
	return "COPY " + t.name + " (" + strings.Join(t.columns, ", ") + ") FROM STDIN"
}

// flush ends a COPY: only now does the server say what it thinks of the rows.
func (postgres) flush(bulk *sql.Stmt) error {
	_, err := bulk.Exec()
	return err
}

func (p postgres) explain(err error) source.Fault {
	if refusal := pq.As(err); refusal != nil {
		return p.refused(refusal)
	}
	var network net.Error
	var step *net.OpError
	switch {
	case errors.Is(err, pq.ErrSSLNotSupported):
		return source.Fault{
			Message: source.Say("the PostgreSQL server at %s does not encrypt", "PostgreSQL 服务器 %s 不支持加密连接", p.server()),
			Hint:    source.Say("turn SSL on at the server, or add ?sslmode=disable to the URL", "请在服务器上启用 SSL，或在地址后加 ?sslmode=disable"),
		}
	case errors.As(err, &step) && step.Op != "dial":
		return p.lost()
	case errors.As(err, &network):
		return source.Fault{
			Message: source.Say("no PostgreSQL server answers at %s", "%s 没有 PostgreSQL 服务器应答", p.server()),
			Hint: source.Say("start the server, or correct host and port of the database URL",
				"请启动数据库服务，或检查数据库地址中的主机和端口"),
		}
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return p.lost()
	}
	return source.Fault{Message: source.Say("PostgreSQL: %s", "PostgreSQL 出错：%s", err.Error())}
}

func (p postgres) server() string {
	return net.JoinHostPort(strings.Trim(p.config.Host, "[]"), strconv.Itoa(int(p.config.Port)))
}

func (p postgres) lost() source.Fault {
	return source.Fault{
		Message: source.Say("the connection to the PostgreSQL server at %s was lost", "与 PostgreSQL 服务器 %s 的连接中断", p.server()),
		Hint:    source.Say("run the command again: nothing was saved by halves", "请重新执行：没有只保存一半的数据"),
	}
}

// refused turns the server's refusal into words. Of the refusal only the code
// and the names of table, column and constraint are kept: its message and detail
// quote cells, and a statement may hold a password.
func (p postgres) refused(e *pq.Error) source.Fault {
	switch e.Code {
	case pqerror.InvalidPassword, pqerror.InvalidAuthorizationSpecification:
		return source.Fault{
			Message: source.Say("the PostgreSQL server at %s does not let user %q in", "PostgreSQL 服务器 %s 拒绝用户 %q 登录", p.server(), p.config.User),
			Hint: source.Say("check user and password of the database URL, and the server's pg_hba.conf",
				"请检查数据库地址中的用户名和口令，以及服务器的 pg_hba.conf"),
		}
	case pqerror.InvalidCatalogName:
		return source.Fault{
			Message: source.Say("the PostgreSQL server at %s has no database %q", "PostgreSQL 服务器 %s 上没有数据库 %q", p.server(), p.config.Database),
			Hint:    source.Say("make it with: createdb %s", "请先创建：createdb %s", p.config.Database),
		}
	case pqerror.InsufficientPrivilege:
		return source.Fault{
			Message: source.Say("user %q may not do this in database %q", "用户 %q 在数据库 %q 中权限不足", p.config.User, p.config.Database),
			Hint: source.Say("let the user own the database: ALTER DATABASE %s OWNER TO %s", "请让该用户成为库的所有者：ALTER DATABASE %s OWNER TO %s",
				p.config.Database, p.config.User),
		}
	case pqerror.DiskFull:
		return source.Fault{
			Message: source.Say("the disk of the PostgreSQL server is full", "PostgreSQL 服务器的磁盘已满"),
			Hint:    source.Say("make room and run the command again", "请清理磁盘后重新执行"),
		}
	case pqerror.AdminShutdown, pqerror.CrashShutdown, pqerror.CannotConnectNow:
		return p.lost()
	}
	return source.Fault{Message: source.Say("PostgreSQL refuses: %s (%s)%s", "PostgreSQL 拒绝执行：%s（%s）%s", e.Code.Name(), string(e.Code), place(e))}
}

// place names what a refusal is about.
func place(e *pq.Error) string {
	var parts []string
	for _, part := range []struct{ what, name string }{
		{"table", e.Table}, {"column", e.Column}, {"constraint", e.Constraint},
	} {
		if part.name != "" {
			parts = append(parts, part.what+" "+part.name)
		}
	}
	if parts == nil {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}
