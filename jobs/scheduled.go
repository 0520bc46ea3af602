package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"weiran/configs"
	"weiran/jobs/schedule"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// HeadingOf gives what the configuration has reports print above the figures.
func HeadingOf(c configs.Config) Heading {
	return Heading{Office: c.County.Bureau(), Title: c.Report.Title, MinGroup: int(c.Report.MinGroup)}
}

// DateIn gives the civil date of a moment at a place.
func DateIn(t time.Time, zone *time.Location) lang.Date {
	year, month, day := t.In(zone).Date()
	date, _ := lang.NewDate(year, int(month), day)
	return date
}

// Scheduled gives the jobs of a configuration. Each screens the configured
// roster and petitions, or else the store's latest import of each, as of the civil date of its slot.
func (d *Desk) Scheduled(c configs.Config) []schedule.Job {
	all := make([]schedule.Job, len(c.Schedule.Jobs))
	for i, j := range c.Schedule.Jobs {
		all[i] = schedule.Job{
			Name: j.Name, Spec: string(j.Cron), Timeout: time.Duration(j.Timeout),
			Run: func(ctx context.Context, slot time.Time) error {
				_, err := d.Run(ctx, d.slotRequest(c, j, slot))
				return err
			},
		}
	}
	return all
}

// CheckJobs finds the jobs of a configuration that could never do their work: a
// time that never comes, or no policy to screen against.
func CheckJobs(c configs.Config) error {
	var faults []error
	for _, j := range c.Schedule.Jobs {
		err := checkTime(c, j)
		if err == nil && len(j.Policies) == 0 && len(c.Policies) == 0 {
			err = source.Fault{
				Message: source.Say("there is no policy to screen against", "没有指定要排查的政策"),
				Hint:    source.Say("list policies in the configuration", "请在配置文件的 policies 中列出政策"),
			}
		}
		if err != nil {
			faults = append(faults, Mistake{OfJob(j.Name, err)})
		}
	}
	return errors.Join(faults...)
}

// checkTime finds whether the time of a job can be read and ever comes.
func checkTime(c configs.Config, j configs.Job) error {
	_, err := schedule.Parse(string(j.Cron), c.Schedule.Timezone.Location())
	return err
}

// OfJob says which job an error is about, in the language of the error.
func OfJob(name string, err error) error {
	var fault source.Fault
	if !errors.As(err, &fault) {
		return fmt.Errorf("job %q: %w", name, err)
	}
	fault.Message = source.Say("job %q: %s", "任务 %q：%s", name, fault.Message)
	return fault
}

// slotRequest is the run of a job at one of its slots. It depends on the slot
// and never on the time at which the job gets its turn.
func (d *Desk) slotRequest(c configs.Config, j configs.Job, slot time.Time) Request {
	zone := c.Schedule.Timezone.Location()
	q := Request{
		Job: j.Name, Slot: slot.In(zone).Format(time.RFC3339), AsOf: DateIn(slot, zone),
		Shelf:   Shelf{Schema: c.Schema, Policies: j.Policies, Rules: j.Rules},
		People:  FromStore(d.Store),
		Heading: HeadingOf(c), Workers: int(c.Workers), Runs: c.Out, Weights: c.Weights, Levels: LevelsOf(c), Scanning: ScanningOf(c),
	}
	if len(j.Policies) == 0 {
		q.Shelf.Policies = c.Policies
	}
	if len(j.Rules) == 0 {
		q.Shelf.Rules = c.Rules
	}
	if c.Roster != "" {
		q.People = FromFile(c.Roster)
	}
	switch {
	case c.Petitions != "":
		q.Petitions = PetitionsFromFile(c.Petitions)
	case d.Store != nil:
		q.Petitions = PetitionsFromStore(d.Store)
	}
	return q
}
