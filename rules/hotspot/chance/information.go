package chance

import "math"

// Information is the information component log₂((c+½)/(e+½)) of c flagged where e
// were expected, and the lower end of its 95 % interval, log₂ of the 2.5 %
// quantile of a gamma variable with shape c+½ and rate e+½ (Norén 2013). A lower
// end above 0 says that c is more than expected even for a cautious reader.
// Of c = 12 and e = 5 they are 1.184425 and 0.2542334.
func Information(c, e float64) (component, lower float64) {
	return math.Log2((c + 0.5) / (e + 0.5)), math.Log2(GammaQuantile(0.025, c+0.5) / (e + 0.5))
}
