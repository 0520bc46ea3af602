package main

import "testing"

// A terminal that is too narrow for the columns has each title on a line of its own,
// the amounts below it in line, and no keys that would break them.
func TestSidesFit(t *testing.T) {
	s := sides{wide: []string{"条款", "YL0000001", "YL0000002", "差额"}, narrow: []string{"本人", "对方", "差额"}}
	s.add("高龄增加", "—", "40.00", "+40.00")
	s.add("离休干部生活补贴按职级增加", "1,000.00", "960.00", "-40.00")
	const wide = `    条款                        YL0000001  YL0000002    差额
    高龄增加                            —      40.00  +40.00
    离休干部生活补贴按职级增加   1,000.00     960.00  -40.00`
	const narrow = `          本人    对方    差额
    高龄增加
             —   40.00  +40.00
    离休干部生活补贴按职级增加
      1,000.00  960.00  -40.00`
	const phone = `          本人    对方    差额
    高龄增加
             —   40.00  +40.00
    离休干部生活补贴按职
      级增加
      1,000.00  960.00  -40.00`
	for width, want := range map[int]string{0: wide, 60: wide, 59: narrow, 32: narrow, 30: narrow, 24: phone} {
		if got := s.fit(width); got != want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}
