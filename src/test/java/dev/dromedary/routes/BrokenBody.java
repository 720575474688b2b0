package dev.dromedary.routes;

import dev.dromedary.routes.Calls.Call;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** How the body of an object can break off while it is read. */
enum BrokenBody {
    /** The connection is reset. */
    RESET,
    /** The connection is closed, which some HTTP clients take for the end. */
    CLOSED,
    /** The SDK itself gives up. */
    GIVEN_UP,
    /** The reply is cut, and says that it has no more. */
    SHORT;

    /** Breaks the body of the first object that is read, after so many bytes. */
    Calls.Meddler after(long bytes) {
        return after(bytes, 0);
    }

    /** Breaks the body of the nth object that is read, from 0, after so many bytes. */
    Calls.Meddler after(long bytes, int nth) {
        AtomicInteger reads = new AtomicInteger();
        return new Calls.Meddler() {
            @Override
            public Object after(Call call, Object reply) {
                if (reply instanceof ResponseInputStream<?> body && reads.getAndIncrement() == nth) {
                    return new ResponseInputStream<>(
                            head(body.response(), bytes), AbortableInputStream.create(limited(body, bytes)));
                }
                return reply;
            }
        };
    }

    private Object head(Object response, long bytes) {
        return this == SHORT && response instanceof GetObjectResponse whole
                ? whole.toBuilder().contentLength(bytes).build()
                : response;
    }

    private InputStream limited(InputStream body, long bytes) {
        return new FilterInputStream(body) {
            private long left = bytes;

            @Override
            public int read() throws IOException {
                byte[] single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    return end();
                }
                int read = super.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                return read;
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private int end() throws IOException {
        return switch (this) {
            case RESET -> throw new IOException("Connection reset by the test");
            case GIVEN_UP -> throw SdkClientException.create("Given up by the test");
            case CLOSED, SHORT -> -1;
        };
    }
}
