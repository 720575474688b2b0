package dev.dromedary.steps;

/** Tells batches that come for the first time from those whose step is repeated. */
final class BatchOrder {

    private int last = -1;

    /**
     * Whether a batch was not done yet.
     *
     * @param index the batch's place in the split
     * @throws IllegalStateException if a later batch was
     */
    boolean isNew(int index) {
        if (index < last) {
            throw new IllegalStateException("Batch " + index + " came after batch " + last
                    + "; the split must not use parallelProcessing, which would mix the rows");
        }
        return index > last;
    }

    /** Whether none was done yet. */
    boolean isFirst() {
        return last < 0;
    }

    void done(int index) {
        last = index;
    }
}
