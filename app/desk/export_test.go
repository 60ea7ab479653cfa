package desk

// BatchInSteps has batches written in steps of so many offers until restore is called.
func BatchInSteps(n int) (restore func()) {
	was := batchStep
	batchStep = n
	return func() { batchStep = was }
}
