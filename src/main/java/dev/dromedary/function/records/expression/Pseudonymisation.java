package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Functions.Function;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Functions that leave less of a value than it says, and the same for the same value. */
final class Pseudonymisation {

    static final Set<String> NAMES = Set.of("sha256", "hmac_sha256", "mask", "redact", "uuid5");

    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Nobody is to learn how long the value was. */
    private static final byte[] REDACTED = "[redacted]".getBytes(StandardCharsets.US_ASCII);

    /** RFC 9562, 6.6. */
    private static final Map<String, UUID> NAMESPACES = Map.of(
            "dns", UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
            "url", UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
            "oid", UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8"),
            "x500", UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8"));

    private Pseudonymisation() {}

    static void addTo(Map<String, Function> all) {
        all.put("sha256", new Function("sha256(text)", 1, 1, Pseudonymisation::sha256));
        all.put("hmac_sha256", new Function("hmac_sha256(text, key)", 2, 2, Pseudonymisation::hmac));
        all.put("mask", new Function("mask(text, shown)", 1, 2, Pseudonymisation::mask));
        all.put("redact", new Function("redact(value)", 1, 1, Pseudonymisation::redact));
        all.put("uuid5", new Function("uuid5('namespace', text)", 2, 2, Pseudonymisation::uuid5));
    }

    private static Operand sha256(Call call) {
        Texts texts = call.text(0).texts();
        return call.of(Type.TEXT, (out, text) -> {
            MessageDigest digest = out.memory(() -> digest("SHA-256"));
            texts.update(text, (bytes, start, end) -> digest.update(bytes, start, end - start));
            hexadecimal(digest.digest(), out);
            return true;
        });
    }

    private static Operand hmac(Call call) {
        Texts texts = call.text(0).texts();
        String key = call.literal(1, "a key, such as {{secret:orders.hash-key}} or one");
        if (key.isEmpty()) {
            throw call.wrong(1, "the key is empty; give hmac_sha256 one that nobody can guess.");
        }
        SecretKeySpec secret = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return call.of(Type.TEXT, (out, text) -> {
            Mac mac = out.memory(() -> mac(secret));
            texts.update(text, (bytes, start, end) -> mac.update(bytes, start, end - start));
            hexadecimal(mac.doFinal(), out);
            return true;
        });
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has to have SHA-1 and SHA-256.
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            // Every Java platform has to have HmacSHA256, which takes any key.
            throw new IllegalStateException("HmacSHA256 is not to be had");
        }
    }

    private static void hexadecimal(byte[] bytes, Cell out) {
        byte[] text = out.buffer(2 * bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = HEXADECIMAL[bytes[i] >> 4 & 15];
            text[2 * i + 1] = HEXADECIMAL[bytes[i] & 15];
        }
        out.setText(text, 0, 2 * bytes.length);
    }

    /** A star for each character but the last ones that are shown; never are all of them shown. */
    private static Operand mask(Call call) {
        Texts texts = call.text(0).texts();
        int shown = call.count() == 1 ? 0 : call.whole(1).arguments().get(1).constant();
        if (shown < 0) {
            throw call.wrong(1, "mask takes how many characters are shown, a whole number from 0.");
        }
        return call.of(Type.TEXT, (out, text) -> {
            int length = texts.length(text);
            int stars = length > shown ? length - shown : length;
            int from = texts.after(text.bytes(), text.start(), text.end(), stars);
            byte[] buffer = out.buffer(stars + text.end() - from);
            Arrays.fill(buffer, 0, stars, (byte) '*');
            System.arraycopy(text.bytes(), from, buffer, stars, text.end() - from);
            out.setText(buffer, 0, stars + text.end() - from);
            return true;
        });
    }

    private static Operand redact(Call call) {
        return call.of(Type.TEXT, (out, value) -> {
            out.setText(REDACTED, 0, REDACTED.length);
            return true;
        });
    }

    private static Operand uuid5(Call call) {
        Texts texts = call.text(1).texts();
        UUID namespace = namespace(call);
        byte[] first = java.nio.ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array();
        Call name = new Call(call.name(), call.arguments().subList(1, 2), call.compilation());
        return name.of(Type.TEXT, (out, text) -> {
            MessageDigest digest = out.memory(() -> digest("SHA-1"));
            digest.update(first);
            texts.update(text, (bytes, start, end) -> digest.update(bytes, start, end - start));
            java.nio.ByteBuffer hash = java.nio.ByteBuffer.wrap(digest.digest());
            long high = hash.getLong() & ~0xF000L | 0x5000L;
            long low = hash.getLong() & ~(3L << 62) | 2L << 62;
            byte[] uuid = new UUID(high, low).toString().getBytes(StandardCharsets.US_ASCII);
            out.setText(uuid, 0, uuid.length);
            return true;
        });
    }

    private static UUID namespace(Call call) {
        String text = call.literal(0, "a UUID, or dns, url, oid or x500,");
        UUID known = NAMESPACES.get(text);
        try {
            if (known != null || text.length() == 36) {
                return known != null ? known : UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for any other text.
        }
        throw call.wrong(0, "a namespace is a UUID, or dns, url, oid or x500.");
    }
}
