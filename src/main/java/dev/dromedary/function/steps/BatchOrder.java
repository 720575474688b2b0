package dev.dromedary.function.steps;

/** Tells batches that come for the first time from those whose step is repeated. */
public final class BatchOrder {

    private int last = -1;

    /**
     * Whether a batch was not done yet.
     *
     * @param index the batch's place in the split
     * @throws IllegalStateException if a later batch was
     */
    public boolean isNew(int index) {
        if (index < last) {
            throw new IllegalStateException("Batch " + index + " came after batch " + last
                    + "; the split must not use parallelProcessing, which would mix the rows");
        }
        return index > last;
    }

    /** Whether none was done yet. */
    public boolean isFirst() {
        return last < 0;
    }

    /** Notes that a batch was done. */
    public void done(int index) {
        last = index;
    }
}
