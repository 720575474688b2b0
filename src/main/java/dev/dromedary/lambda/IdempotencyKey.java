package dev.dromedary.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
     * The ledger's item.
     *
     * @return {@code key#<SHA-256 of the caller, a line feed and the key>}, or the request's id
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
        return "key#" + sha256(request.caller() + "\n" + key);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
