package dev.dromedary.function.trigger.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Packs records as the Kinesis Producer Library does, written from the description of its format alone. */
public final class Aggregates {

    private Aggregates() {}

    /** A record to be packed. */
    public record Given(String partitionKey, byte[] data) {}

    public static byte[] pack(List<Given> records) {
        return seal(message(records));
    }

    /** Magic bytes before, MD5 behind. */
    static byte[] seal(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {-13, -119, -102, -62});
        out.writeBytes(message);
        try {
            out.writeBytes(MessageDigest.getInstance("MD5").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] message(List<Given> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> keys = new ArrayList<>();
        for (Given record : records) {
            if (!keys.contains(record.partitionKey())) {
                keys.add(record.partitionKey());
                field(out, 1, record.partitionKey().getBytes(StandardCharsets.UTF_8));
            }
        }
        field(out, 2, "170141183460469231731687303715884105728".getBytes(StandardCharsets.UTF_8));
        for (Given record : records) {
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            inner.write(1 << 3);
            varint(inner, keys.indexOf(record.partitionKey()));
            inner.write(2 << 3);
            varint(inner, 0);
            field(inner, 3, record.data());
            field(inner, 4, new byte[] {10, 1, 'k'});
            field(out, 3, inner.toByteArray());
        }
        return out.toByteArray();
    }

    static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 127) {
            out.write(rest % 128 + 128);
            rest /= 128;
        }
        out.write(rest);
    }
}
