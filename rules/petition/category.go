package petition

import "slices"

// A Category is what petitions may be about, with other words for it.
type Category struct {
	Label   string
	Aliases []string
}

// Categories are the ones that weiran knows: what retired cadres are known to
// petition about, and the pay items of the shipped roster. They are for records
// and for the matters of a policy to agree in; a county may use others, which are
// the same only where they are written alike.
func Categories() []Category { return slices.Clone(categories) }

var categories = []Category{
	{"待遇级别", []string{"享受待遇级别", "待遇落实"}},
	{"参加革命时间", []string{"参加革命(工作)时间", "参加革命工作时间", "参加工作时间"}},
	{"遗属待遇", []string{"遗属补助", "遗属抚恤"}},
	{"企业移交后待遇", []string{"企业移交", "企业改制待遇"}},
	{"医疗费报销", []string{"医药费报销", "医疗报销", "医疗费"}},
	{"采暖费", []string{"取暖费", "采暖补贴"}},
	{"物业补贴", []string{"物业费", "物业费补贴"}},
	{"离退休费", []string{"离休费", "退休费", "基本离退休费", "养老金", "基本养老金"}},
	{"生活补贴", []string{"生活补助"}},
	{"艰边津贴", []string{"艰苦边远地区津贴"}},
	{"规范津贴", []string{"津贴补贴", "规范津贴补贴"}},
	{"护理费", []string{"护理费标准"}},
	{"其他", nil},
}

// CategoryOf gives the label that a word for a category stands for; a word that is
// not known stands for itself.
func CategoryOf(word string) string {
	for _, c := range categories {
		if slices.Contains(c.Aliases, word) {
			return c.Label
		}
	}
	return word
}
