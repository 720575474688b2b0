package dev.dromedary.desk.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What S3 asks of the parts of an upload: ascending numbers, the ETags that it gave, 5 MiB but for the last, and the
 * checksums of the algorithm that the upload was begun with.
 *
 * @param algorithm that the upload was begun with; null if none was named
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
record PartRules(ChecksumAlgorithm algorithm) {

    /** Only the last part may be smaller, in bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
    private static final long SMALLEST_PART = 5L * 1024 * 1024;

    /** @throws software.amazon.awssdk.services.s3.model.S3Exception if a part's checksum is of another algorithm */
    void checkAlgorithm(ChecksumAlgorithm ofPart) {
        if (algorithm != null && algorithm != ofPart) {
            throw S3Errors.error(
                    400,
                    "InvalidRequest",
                    "Checksum Type mismatch occurred, expected checksum Type: " + algorithm + ", actual checksum Type: "
                            + ofPart);
        }
    }

    /**
     * The parts that an object is made of.
     *
     * @param wanted as the caller names them
     * @param arrived by number
     * @throws software.amazon.awssdk.services.s3.model.S3Exception if S3 would make no object of them
     */
    List<MultipartUpload.Part> chosen(List<CompletedPart> wanted, Map<Integer, MultipartUpload.Part> arrived) {
        if (wanted.isEmpty()) {
            throw S3Errors.error(400, "MalformedXML", "A completed upload needs at least one part.");
        }
        List<MultipartUpload.Part> chosen = new ArrayList<>(wanted.size());
        int before = 0;
        for (CompletedPart each : wanted) {
            if (each.partNumber() == null || each.partNumber() <= before) {
                throw S3Errors.error(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            before = each.partNumber();
            MultipartUpload.Part part = arrived.get(before);
            if (part == null || !isSame(each, part)) {
                throw S3Errors.error(
                        400,
                        "InvalidPart",
                        "Part " + before + " could not be found, or its entity tag or checksum did not match.");
            }
            if (!chosen.isEmpty() && chosen.get(chosen.size() - 1).size() < SMALLEST_PART) {
                throw S3Errors.error(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size: each part but the last needs"
                                + " at least 5 MiB.");
            }
            chosen.add(part);
        }
        return chosen;
    }

    private boolean isSame(CompletedPart named, MultipartUpload.Part part) {
        if (named.eTag() == null || !named.eTag().replace("\"", "").equals(part.etag())) {
            return false;
        }
        List<String> checksums = Stream.of(
                        named.checksumCRC32(),
                        named.checksumCRC32C(),
                        named.checksumCRC64NVME(),
                        named.checksumSHA1(),
                        named.checksumSHA256())
                .filter(Objects::nonNull)
                .toList();
        if (algorithm == null) {
            // S3 knows of no checksum of such a part that it could compare.
            return checksums.isEmpty();
        }
        if (checksums.isEmpty()) {
            throw S3Errors.error(
                    400,
                    "InvalidRequest",
                    "The upload was created using a " + algorithm + " checksum. The complete request must include the"
                            + " checksum for each part. It was missing for part " + part.number() + " in the request.");
        }
        return checksums.equals(List.of(part.checksum()));
    }
}
