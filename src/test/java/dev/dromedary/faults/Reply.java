package dev.dromedary.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a service answers over HTTP.
 *
 * @param status of HTTP
 * @param headers without the length, which follows from the body unless a fault says otherwise
 * @param body all of it
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

    /** What only says how parts of an upload will be summed: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
    private static final Set<String> ABOUT_CHECKSUMS = Set.of("x-amz-checksum-algorithm", "x-amz-checksum-type");

    /** The headers by which a client can find that a body was damaged. */
    private static boolean isChecksum(String header) {
        return header.equals("x-amz-crc32")
                || header.startsWith("x-amz-checksum-") && !ABOUT_CHECKSUMS.contains(header);
    }

    boolean hasChecksum() {
        return headers.keySet().stream().anyMatch(Reply::isChecksum);
    }

    Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }

    Reply withoutChecksum() {
        Map<String, String> rest = new TreeMap<>(headers);
        rest.keySet().removeIf(Reply::isChecksum);
        return new Reply(status, rest, body);
    }
}
