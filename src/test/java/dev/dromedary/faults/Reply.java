package dev.dromedary.faults;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a service answers over HTTP.
 *
 * @param status of HTTP
 * @param headers without the length, which follows from the body unless a fault says otherwise
 * @param body all of it
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

    /** The headers by which a client can find that a body was damaged. */
    private static boolean isChecksum(String header) {
        return header.equals("x-amz-crc32") || header.startsWith("x-amz-checksum-");
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
