package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The names that S3 takes for a general purpose bucket, after <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>.
 */
final class BucketNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Pattern RESERVED =
            Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

    private BucketNames() {}

    static boolean valid(String name) {
        return NAME.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches()
                && !RESERVED.matcher(name).matches();
    }

    static S3Exception invalid(String name) {
        return S3Errors.error(
                400,
                "InvalidBucketName",
                "The bucket name " + Shown.of(name) + " is not valid: 3 to 63 lower-case letters, digits, dots and"
                        + " hyphens, beginning and ending with a letter or digit.");
    }
}
