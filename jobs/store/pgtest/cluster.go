package pgtest

import (
	"bufio"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

//go:embed keeper.sh
var keeper string

// superuser is the role that owns the cluster and its databases.
const superuser = "weiran"

// A cluster is the server of this test binary.
type cluster struct {
	home     string // its folder, removed at the end
	port     int
	password string
	pipe     io.WriteCloser // never closed by us: its end is the end of the cluster
}

// shared starts the cluster of this test binary, once.
var shared = sync.OnceValues(start)

func start() (*cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	owner, err := serverAccount()
	if err != nil {
		return nil, err
	}
	c := &cluster{password: rand.Text()}
	if err := c.makeHome(owner); err != nil {
		return nil, err
	}
	ports, err := freePorts(3)
	if err != nil {
		return nil, err
	}
	if err := c.hire(owner, bin, ports); err != nil {
		return nil, fmt.Errorf("start a PostgreSQL cluster with %s: %w", bin, err)
	}
	return c, nil
}

// makeHome makes the cluster's folder with the file of its password, both for
// the owner's eyes only.
func (c *cluster) makeHome(owner account) (err error) {
	if c.home, err = os.MkdirTemp("", "weiran-pgtest-"); err != nil {
		return err
	}
	password := filepath.Join(c.home, "password")
	return errors.Join(
		os.WriteFile(password, []byte(c.password), 0o600),
		owner.own(password),
		owner.own(c.home))
}

// hire starts the keeper and waits for its word.
func (c *cluster) hire(owner account, bin string, ports []string) error {
	cmd := exec.Command("/bin/sh", append([]string{"-c", keeper, "keeper.sh", bin, c.home}, ports...)...)
	cmd.Dir = os.TempDir()
	cmd.Stderr = os.Stderr
	owner.assume(cmd)
	var err error
	if c.pipe, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	said, err := io.ReadAll(bufio.NewReader(out))
	if err != nil {
		return err
	}
	word, rest, _ := strings.Cut(strings.TrimSpace(string(said)), " ")
	if word != "ready" {
		return errors.New(strings.TrimSpace(string(said)))
	}
	c.port, err = strconv.Atoi(rest)
	return err
}

// freePorts finds ports of the loopback interface on which nothing listens.
func freePorts(n int) ([]string, error) {
	var ports []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close() // all at the end, so that no port comes twice
		ports = append(ports, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	}
	return ports, nil
}

// url gives the address of a database of the cluster.
func (c *cluster) url(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, c.password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port)),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}
