package dev.dromedary.desk.cloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The checksum of one body, as the SDK sends it: of the algorithm that the request names or has a value of, and CRC32 if
 * there is neither. What a request says of its body has to be so.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking object
 *     integrity</a>
 */
final class BodyChecksum {

    private static final Map<ChecksumAlgorithm, software.amazon.awssdk.checksums.spi.ChecksumAlgorithm> KNOWN = Map.of(
            ChecksumAlgorithm.CRC32, DefaultChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C, DefaultChecksumAlgorithm.CRC32C,
            ChecksumAlgorithm.SHA1, DefaultChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256, DefaultChecksumAlgorithm.SHA256);

    private final ChecksumAlgorithm algorithm;
    private final String expected;
    private final String expectedMd5;
    private final SdkChecksum sum;
    private final SdkChecksum md5 = SdkChecksum.forAlgorithm(DefaultChecksumAlgorithm.MD5);

    private BodyChecksum(ChecksumAlgorithm named, Map<ChecksumAlgorithm, String> values, String expectedMd5) {
        values.values().removeIf(Objects::isNull);
        if (values.size() > 1) {
            throw S3Errors.error(
                    400,
                    "InvalidRequest",
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        this.algorithm = values.keySet().stream().findFirst().orElse(named == null ? ChecksumAlgorithm.CRC32 : named);
        this.expected = values.get(algorithm);
        this.expectedMd5 = expectedMd5;
        if (!KNOWN.containsKey(algorithm)) {
            throw S3Errors.notImplemented("checksums by " + algorithm);
        }
        this.sum = SdkChecksum.forAlgorithm(KNOWN.get(algorithm));
    }

    /** @param request that has a body: all of these name checksums alike */
    static BodyChecksum of(S3Request request) {
        Map<ChecksumAlgorithm, String> values = new LinkedHashMap<>();
        for (ChecksumAlgorithm known : KNOWN.keySet()) {
            values.put(known, text(request, "Checksum" + known.toString().replace("_", "")));
        }
        String named = text(request, "ChecksumAlgorithm");
        return new BodyChecksum(ChecksumAlgorithm.fromValue(named), values, text(request, "ContentMD5"));
    }

    private static String text(S3Request request, String field) {
        return request.getValueForField(field, String.class).orElse(null);
    }

    ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    /** A stream whose bytes count as they are read. */
    InputStream watching(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                if (read > 0) {
                    sum.update(bytes, offset, read);
                    md5.update(bytes, offset, read);
                }
                return read;
            }
        };
    }

    /**
     * Ends it.
     *
     * @return the checksum in base64
     * @throws software.amazon.awssdk.services.s3.model.S3Exception if the request has another one
     */
    String verified() {
        String value = Base64.getEncoder().encodeToString(sum.getChecksumBytes());
        if (expected != null && !expected.equals(value)) {
            throw S3Errors.error(
                    400, "BadDigest", "The " + algorithm + " you specified did not match the calculated checksum.");
        }
        if (expectedMd5 != null && !expectedMd5.equals(Base64.getEncoder().encodeToString(md5.getChecksumBytes()))) {
            throw S3Errors.error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
        return value;
    }
}
