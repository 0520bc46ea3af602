package reports

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserTime is how long a browser may take for one page.
const browserTime = 60 * time.Second

// chromium finds the browser that reads the report as a person would.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no browser to read the report with: install the Debian package chromium")
	return ""
}

// newBrowser starts a browser that talks to nobody. Its tabs end with the test.
func newBrowser(t testing.TB) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(browser); err != nil {
		t.Fatal(err)
	}
	return browser
}

// A sighting is what a browser saw of a page.
type sighting struct {
	layout   layout
	mu       sync.Mutex
	requests []string // beyond the page itself
	errors   []string // what the console said
}

// A layout is what a browser measures of a page.
type layout struct {
	Overflow int      // pixels by which the page is wider than the window
	Wide     []string // the elements that stick out
	Sections []string // ids in the order of the page
	Clipped  []string // labels of charts that stick out of the window
}

// watch notes what the page asks for and complains of.
func (s *sighting) watch(page string) func(any) {
	return func(event any) {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; u != page && !strings.HasPrefix(u, "data:") {
				s.requests = append(s.requests, u)
			}
		case *runtime.EventConsoleAPICalled:
			s.errors = append(s.errors, string(e.Type))
		case *runtime.EventExceptionThrown:
			s.errors = append(s.errors, e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			s.errors = append(s.errors, e.Entry.Text)
		}
	}
}

const measure = `(() => {
	const width = document.documentElement.clientWidth;
	const name = e => e.tagName + "." + (e.getAttribute("class") || "") + ": " + e.textContent.slice(0, 40);
	const out = e => { const r = e.getBoundingClientRect(); return r.right > width + 1 || r.left < -1 };
	return {
		Overflow: document.documentElement.scrollWidth - width,
		Wide: [...document.querySelectorAll("body *:not(svg, svg *)")].filter(out).map(name),
		Sections: [...document.querySelectorAll("section[id]")].map(e => e.id),
		Clipped: [...document.querySelectorAll("svg text")].filter(out).map(name),
	};
})()`

// look opens a page in a window of some width.
func look(t testing.TB, browser context.Context, page []byte, width int64) *sighting {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: file}).String()
	tab, closeTab := chromedp.NewContext(browser)
	defer closeTab()
	ctx, cancel := context.WithTimeout(tab, browserTime)
	defer cancel()
	seen := &sighting{}
	if err := chromedp.Do(tab); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, seen.watch(address)); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 844), chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	var err error
	if seen.layout, err = chromedp.Run(ctx, chromedp.Evaluate[layout](measure)); err != nil {
		t.Fatal(err)
	}
	return seen
}

// faults say what is wrong with a page.
func (s *sighting) faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var faults []string
	if s.layout.Overflow > 0 {
		faults = append(faults, fmt.Sprintf("the page is %d pixels too wide", s.layout.Overflow))
	}
	for _, e := range s.layout.Wide {
		faults = append(faults, "sticks out: "+e)
	}
	for _, e := range s.layout.Clipped {
		faults = append(faults, "is cut off: "+e)
	}
	for _, u := range s.requests {
		faults = append(faults, "asks for "+u)
	}
	for _, e := range s.errors {
		faults = append(faults, "the console says "+e)
	}
	return faults
}

// TestReportInABrowser reads the committee's report as people do: on a phone, on
// a desk, without a network.
func TestReportInABrowser(t *testing.T) {
	browser := newBrowser(t)
	huge := village(t)
	huge.becomeAll(gets(t, "1000000000000", "1234567890123.45"))
	pages := map[string]Subject{
		"village": village(t), "county": county(t), "twenty policies": many(t, 20), "huge amounts": huge,
	}
	for name, subject := range pages {
		page := write(t, model(t, subject), "report.html")
		for _, width := range []int64{390, 1280} {
			t.Run(fmt.Sprintf("%s at %d", name, width), func(t *testing.T) {
				seen := look(t, browser, page, width)
				for _, fault := range seen.faults() {
					t.Error(fault)
				}
				want := "headline conclusion level policies spending findings unknowns roster method sources"
				if got := strings.Join(seen.layout.Sections, " "); got != want {
					t.Errorf("sections are %s, want %s", got, want)
				}
			})
		}
	}
}

// TestBrowserSeesFaults holds that the eyes of the test above are open.
func TestBrowserSeesFaults(t *testing.T) {
	browser := newBrowser(t)
	bad := `<!DOCTYPE html><meta charset="utf-8"><p style="width:900px">wide</p><img src="http://127.0.0.1:9/picture.png">
<script>console.error("complaint"); throw new Error("thrown")</script>`
	faults := strings.Join(look(t, browser, []byte(bad), 390).faults(), "\n")
	for _, want := range []string{"too wide", "sticks out: P", "asks for http://127.0.0.1:9/picture.png", "the console says error", "the console says Uncaught"} {
		if !strings.Contains(faults, want) {
			t.Errorf("nobody saw that %s; seen:\n%s", want, faults)
		}
	}
}
