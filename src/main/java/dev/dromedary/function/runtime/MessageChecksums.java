package dev.dromedary.function.runtime;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * The digests by which SQS and its clients see that they speak of the same message.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     Calculating the MD5 message digest for message attributes</a>
 */
public final class MessageChecksums {

    private static final int TEXT = 1;
    private static final int BINARY = 2;

    private MessageChecksums() {}

    /** The MD5 of a body: 32 hexadecimal digits. */
    public static String ofBody(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The MD5 of a message's attributes, with a type and a value each: 32 hexadecimal digits, or null if there are
     * none.
     */
    public static String ofAttributes(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, MessageAttributeValue> attribute : new TreeMap<>(attributes).entrySet()) {
                MessageAttributeValue value = attribute.getValue();
                write(out, attribute.getKey().getBytes(StandardCharsets.UTF_8));
                write(out, value.dataType().getBytes(StandardCharsets.UTF_8));
                out.writeByte(value.binaryValue() == null ? TEXT : BINARY);
                write(
                        out,
                        value.binaryValue() == null
                                ? value.stringValue().getBytes(StandardCharsets.UTF_8)
                                : value.binaryValue().asByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can't be written", e);
        }
        return md5(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(Md5Utils.computeMD5Hash(bytes));
    }
}
