package dev.dromedary.function.steps;

/** All rows of an object go to one place. Rows for another would silently go there, too. */
final class OneOutput {

    private OneOutput() {}

    /**
     * Holds an output against the one that was opened with the first batch.
     *
     * @param step the step that writes
     * @throws IllegalStateException if they are not the same, so that nothing becomes visible
     */
    static void require(String step, String bucket, String key, String otherBucket, String otherKey) {
        if (!bucket.equals(otherBucket) || !key.equals(otherKey)) {
            throw new IllegalStateException(
                    step + " has begun to write the rows of this object to " + bucket + "/" + key
                            + " and is now asked to write to " + otherBucket + "/" + otherKey
                            + ", which is not supported: use one "
                            + step + " in a route, with keys that are the same for every batch");
        }
    }
}
