package configs

import (
	"log/slog"
	"regexp"
	"strings"

	"weiran/rules/source"
)

// DefaultDatabase is the database that an empty URL means: a SQLite file in the
// folder that weiran is started in.
const DefaultDatabase DatabaseURL = "sqlite:weiran.db"

// A DatabaseURL says where a database is: postgres://user:password@host/name,
// sqlite:PATH, or empty for [DefaultDatabase]. Printing or logging one hides its
// password; string(u) is the whole of it.
type DatabaseURL string

// databasePrefixes are how a URL may start.
var databasePrefixes = []string{"postgres://", "postgresql://", "sqlite:"}

// UnmarshalText reads a URL of a kind of database that weiran knows.
func (u *DatabaseURL) UnmarshalText(text []byte) error {
	if !known(string(text)) {
		return source.Fault{
			Message: source.Say("the URL is of no known kind of database", "不是已知的数据库地址"),
			Hint:    source.Say("write postgres://user:password@host/name or sqlite:PATH", "请写 postgres://用户:密码@主机/库名 或 sqlite:路径"),
		}
	}
	*u = DatabaseURL(text)
	return nil
}

func known(url string) bool {
	for _, prefix := range databasePrefixes {
		if rest, ok := strings.CutPrefix(url, prefix); ok {
			return rest != ""
		}
	}
	return url == ""
}

// OrDefault gives the URL, or DefaultDatabase where it is empty.
func (u DatabaseURL) OrDefault() DatabaseURL {
	if u == "" {
		return DefaultDatabase
	}
	return u
}

// String gives the URL with stars for the password.
func (u DatabaseURL) String() string { return maskPasswords(string(u)) }

// Secret reports whether the URL has a password, which String hides.
func (u DatabaseURL) Secret() bool { return u.String() != string(u) }

// GoString gives what String gives, so that %#v keeps the password too.
func (u DatabaseURL) GoString() string { return `"` + u.String() + `"` }

// MarshalText writes what String gives.
func (u DatabaseURL) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// LogValue logs what String gives.
func (u DatabaseURL) LogValue() slog.Value { return slog.StringValue(u.String()) }

// passwords finds the passwords of URLs: after the user's name, up to the last @
// before a space, since a password may hold an @ that should have been escaped;
// and in a query.
var passwords = []*regexp.Regexp{
	regexp.MustCompile(`://[^:/@\s"']*:([^\s"']*)@`),
	regexp.MustCompile(`(?i)[?&](?:ssl)?password=([^&\s"']*)`),
}

// maskPasswords writes three stars for each password of a text.
func maskPasswords(text string) string {
	return replacePasswords(text, func(string) string { return "***" })
}

// replacePasswords rewrites each password of a text.
func replacePasswords(text string, with func(password string) string) string {
	for _, form := range passwords {
		var b strings.Builder
		end := 0
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			b.WriteString(text[end:m[2]])
			b.WriteString(with(text[m[2]:m[3]]))
			end = m[3]
		}
		text = b.String() + text[end:]
	}
	return text
}
