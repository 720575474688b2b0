package dev.dromedary.function.trigger.http;

import dev.dromedary.function.records.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a request is to the ledger. With the header {@code Idempotency-Key}, all requests of a caller with the same key
 * are one thing; without, each is one of its own. The ledger keeps routes apart.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The header</a>
 */
final class IdempotencyKey {

    private static final String HEADER = "idempotency-key";
    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /**
     * The ledger's item: {@code key#<SHA-256 of the caller, a line feed and the key>}, or the request's id.
     *
     * @throws RequestException if the key can't be one
     */
    static String ledgerItem(HttpRequest request) {
        String key = request.headers().get(HEADER);
        if (key == null || !request.method().equals("POST")) {
            return request.id();
        }
        if (key.isBlank() || key.length() > LONGEST || key.codePoints().anyMatch(Character::isISOControl)) {
            throw new RequestException(
                    "The header Idempotency-Key has to be 1 to " + LONGEST + " characters without control characters.");
        }
        // No key has a line feed, so no caller and key look like another caller and key.
        return "key#" + Sha256.of(request.caller() + "\n" + key);
    }

    /**
     * SHA-256, hexadecimal, of what is asked for (method, path, query and body), so that another request under the same
     * key is not taken for this one; null without a key.
     */
    static String requestHash(HttpRequest request) {
        if (ledgerItem(request).equals(request.id())) {
            return null;
        }
        // No line feed is in the first three.
        String target = request.method() + "\n" + request.path() + "\n" + request.rawQuery() + "\n";
        MessageDigest digest = Sha256.digest();
        digest.update(target.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(request.content()));
    }
}
