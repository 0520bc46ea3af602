// Package column runs checked expressions over Arrow columns, a batch at a time.
//
// [Compile] makes one [Program] of any count of expressions over a scope. A
// [Worker] of it runs over a [Batch] and gives a [Result] for each expression:
// of every row the value, or that it is unknown, or that it failed. Each of the
// three is exactly what [lang.Expr.Eval] gives of that row; a test of random
// expressions over random rows holds the two engines together, in all that lang
// accepts. cel-go stays the reference, and what explains a finding. The folder
// conformance, a module of its own, runs the cases of CEL's specification that the
// dialect can say through both.
//
//	program, err := column.Compile(env.Scope(), []*lang.Expr{scope, amount})
//	worker := program.NewWorker()          // one a goroutine
//	for _, batch := range batches {
//		results, err := worker.Run(batch)  // hold until the next run
//		…
//	}
//
// # Three states
//
// A [Vector] has a bitmap of the rows that are unknown, and one of those that
// failed; in what is neither there is a value. Which fields an unknown row
// lacks, and what the fault of a failed row is, a vector does not say: such rows
// are few, and of them one asks [lang.Expr.Eval], whose answer is in words.
//
// Between operands without a value the precedence is cel-go's. Of && and || an
// operand that decides does so whatever the other is, and else an unknown beats
// a failure. Of the other operators and of functions of two arguments the left
// operand comes first. Of == and !=, of the members of a list, of lookups and of
// round a failure beats an unknown, wherever it stands.
//
// # Values
//
// Numbers are int64, decimals among them as counts of 1/10 000, as a roster has
// them. Dates are int32 days. Bools are bits. Texts are codes of a dictionary. A
// constant, such as as_of or a policy's head, is a vector of one row, and what
// depends on constants alone is computed for one row only; what depends on
// literals alone is computed when the program is compiled.
//
// # The graph
//
// What two expressions both compute is one node, computed once; with [Join], so is
// what those of two scopes do that share columns. A node is
// computed when it is first asked for: && does not ask for its right operand
// where the left one is false throughout a block, and ?: only for the branch
// that is taken there. [Program.Plan] lists the nodes.
//
// A function of texts is computed once for each entry of a dictionary. A table
// or a band is called once for each combination of arguments that occurs, so
// that any [lang.Lookup] will do; what it gave is kept for later batches. A macro
// over a list of literals is written out.
//
// What has no kernel is left to cel-go, row by row, that sub-expression only:
// macros over fields, filter, lists that are compared or chosen between. Nothing
// that is shipped needs it.
//
// # What is settled
//
// Before its blocks a batch is asked what is one and the same for all of its
// rows: what depends on constants alone, such as as_of and a policy's head, and
// what a dictionary says, none of whose texts, or all of them, meet a condition.
// What is settled so, and what only it would have asked for, is not computed: a
// rule that cannot fire on a batch costs nothing for a row.
//
// # Speed
//
// A batch is computed in blocks of 2048 rows, so that the vectors of all nodes
// stay in the processor's nearer memory; the size of the batch therefore hardly
// matters. All vectors live in a worker's own buffers: a worker that has seen a
// batch as large allocates nothing.
//
// Two spots were the hottest of the shipped rules, and are written for it.
//
//   - Comparisons, of which a rule has three or four. They never branch: half of a
//     roster is above its median, which is what a branch predictor does worst.
//     Vector instructions make four or eight bits at a time; what was four tenths
//     of all is now bound by reading the columns.
//   - Ages and quotients, which take divisions. Most are only compared with a
//     constant, and need none: an age beside a number is a date beside the day on
//     which it turns, and a rounded ratio beside a number is a product beside a
//     product. Those that are asked for themselves have a calendar that multiplies,
//     and arithmetic that first runs in a form which cannot say what overflowed,
//     only that nothing could have; the exact form, of lang itself, runs for the
//     rare block in which an amount is beyond all reason.
package column
