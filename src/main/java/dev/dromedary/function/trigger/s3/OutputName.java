package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.FittingName;

/**
 * Names of outputs that leave room for what a route puts around them: a key has up to 1,024 bytes, and the keys of its outputs are
 * as a rule longer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>
 */
final class OutputName {

    /** Bytes of UTF-8; 224 are left for a prefix and an ending. */
    static final int LONGEST = 800;

    private OutputName() {}

    /** The name, or what {@link FittingName} makes of one that is too long. */
    static String fitting(String name) {
        return FittingName.of(name, LONGEST);
    }
}
