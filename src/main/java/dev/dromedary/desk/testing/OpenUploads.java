package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.Shown;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * Uploads in parts that a route has begun and neither completed nor taken back. Nobody sees them, and they are charged as
 * objects are until a rule of the bucket's lifecycle removes them.
 */
final class OpenUploads {

    private OpenUploads() {}

    /**
     * What is left open, in a sentence.
     *
     * @param faults of the case: what they keep a route from taking back is not its doing
     * @return the sentence, or null if nothing is
     */
    static String sentence(String route, EmbeddedCloud cloud, List<Fault> faults) {
        List<String> places = cloud.s3().listBuckets().buckets().stream()
                .flatMap(bucket -> places(cloud, bucket))
                .toList();
        if (places.isEmpty() || faults.stream().anyMatch(OpenUploads::leavesUploads)) {
            return null;
        }
        return route + " has left uploads in parts open, which it has to abort when it fails: "
                + places.stream().map(Shown::of).collect(Collectors.joining(", ")) + ".";
    }

    private static Stream<String> places(EmbeddedCloud cloud, Bucket bucket) {
        return cloud.s3().listMultipartUploads(list -> list.bucket(bucket.name())).uploads().stream()
                .map(upload -> "s3://" + bucket.name() + "/" + upload.key());
    }

    /** A route can't take back what it may not, nor what it was never told of. */
    private static boolean leavesUploads(Fault fault) {
        return fault.call().equals("s3.abortMultipartUpload")
                || fault.call().equals("s3.createMultipartUpload") && fault.answer() == Answer.LOST_REPLY;
    }
}
