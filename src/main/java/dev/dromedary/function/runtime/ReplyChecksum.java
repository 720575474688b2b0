package dev.dromedary.function.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Repeats calls of DynamoDB whose reply was damaged: it says the CRC32 of its body in a header. The SDK itself fails at once when
 * they differ, and takes an empty body for an answer without fields, such as an item that is not there.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">DynamoDB low-level
 *     API</a>
 */
public final class ReplyChecksum implements ExecutionInterceptor {

    private static final String HEADER = "x-amz-crc32";

    /** @throws RetryableException if the body is not what was sent */
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<String> expected = context.httpResponse().firstMatchingHeader(HEADER);
        if (expected.isEmpty()) {
            return context.responseBody();
        }
        byte[] body = context.responseBody().map(ReplyChecksum::read).orElseGet(() -> new byte[0]);
        CRC32 crc = new CRC32();
        crc.update(body);
        String actual = Long.toString(crc.getValue());
        if (!actual.equals(expected.get().strip())) {
            throw RetryableException.create(
                    "The reply of DynamoDB was damaged on its way: " + body.length + " bytes with the CRC32 " + actual
                            + ", sent with " + expected.get().strip());
        }
        return Optional.of(new ByteArrayInputStream(body));
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException e) {
            // The SDK repeats these.
            throw new UncheckedIOException(e);
        }
    }
}
