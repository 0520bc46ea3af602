package main

import (
	"io"
	"strings"

	"github.com/spf13/pflag"

	"weiran/configs"
	"weiran/rules/source"
)

// language finds the language of this call before anything is said in it: by
// --lang, else by the configuration, else by the locale.
func (a *app) language() source.Language {
	lang, config := a.early()
	if lang == "" {
		lang = a.configured(config)
	}
	switch lang {
	case "zh":
		return source.Chinese
	case "en":
		return source.English
	}
	return a.locale()
}

// early reads the two flags that say in which language all the rest is said,
// whatever else is wrong on the command line.
func (a *app) early() (lang, config string) {
	f := pflag.NewFlagSet("early", pflag.ContinueOnError)
	f.ParseErrorsAllowlist.UnknownFlags = true
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&lang, "lang", "", "")
	f.StringVar(&config, "config", "", "")
	f.BoolP("help", "h", false, "")
	_ = f.Parse(a.args)
	return lang, config
}

// configured gives the language of the configuration. One that cannot be read is
// reported later, by the command that needs it.
func (a *app) configured(config string) string {
	f, err := configFile(config)
	if err != nil || f == nil {
		return ""
	}
	c, _ := configs.Load(f)
	return string(c.Language)
}

// locale follows POSIX: the first of the three that is set decides.
func (a *app) locale() source.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := a.env(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "zh") {
				return source.Chinese
			}
			return source.English
		}
	}
	return source.English
}
