package dev.dromedary.function.steps;

import dev.dromedary.function.records.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Keys of outputs: what S3 would refuse for good, and rows for another place, which would silently go to the one that was begun. */
final class OutputKey {

    /** Bytes of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
    private static final int LONGEST = 1024;

    private OutputKey() {}

    static boolean fits(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /**
     * Rejects an object whose outputs would have such a key: no try would ever store one. Nor can an earlier version have left
     * one there.
     *
     * @return whether a key is too long
     */
    static boolean rejects(Run run, String... keys) {
        Optional<Defect> defect = Arrays.stream(keys)
                .filter(key -> !fits(key))
                .findFirst()
                .map(key -> new Defect(
                        "key_too_long",
                        "The key of an output would have " + key.getBytes(StandardCharsets.UTF_8).length
                                + " bytes, and S3 takes up to " + LONGEST
                                + "; give the file a shorter name, or the route shorter keys"));
        if (run.defect().isEmpty()) {
            defect.ifPresent(run::rejectWhole);
        }
        return defect.isPresent();
    }

    /**
     * Holds an output against the one that was opened with the first batch.
     *
     * @param step the step that writes
     * @throws IllegalStateException if they are not the same, so that nothing becomes visible
     */
    static void requireSame(String step, String bucket, String key, String otherBucket, String otherKey) {
        if (!bucket.equals(otherBucket) || !Objects.equals(key, otherKey)) {
            throw new IllegalStateException(
                    step + " has begun to write the rows of this object to " + bucket + "/" + key
                            + " and is now asked to write to " + otherBucket + "/" + otherKey
                            + "; give "
                            + step + " keys that are the same for every batch");
        }
    }
}
