package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.LogContext;
import dev.dromedary.function.ledger.ObjectGoneException;
import dev.dromedary.function.records.BlockInput;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.DeadlineInput;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.TimedBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.util.IOHelper;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The content of an announced object, read from S3 when a step first reads it. A route that does not look at its body
 * costs no call. A body that ends short of the size that was announced, or of its Content-Length, is an error, never an end.
 */
final class ObjectBody extends BlockInput implements TimedBody {

    private static final int PRECONDITION_FAILED = 412;

    private final Supplier<S3Client> client;
    private final GetObjectRequest request;
    private final long size;

    private volatile Instant deadline;
    private InputStream opened;
    private IOException failure;

    /** @param size bytes of the object, as they were announced; -1 if they were not */
    ObjectBody(Supplier<S3Client> client, GetObjectRequest request, long size) {
        this.client = client;
        this.request = request;
        this.size = size;
    }

    @Override
    public void giveUpAt(Instant time) {
        deadline = time;
    }

    private InputStream stream() {
        if (opened == null) {
            try {
                ResponseInputStream<GetObjectResponse> response = client.get().getObject(request);
                DeadlineInput ahead = new DeadlineInput(response, deadline, () -> letGo(response), LogContext::carry);
                opened = new CountedInput(
                        ahead, size >= 0 ? size : response.response().contentLength());
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED || e instanceof NoSuchKeyException) {
                    throw new ObjectGoneException(request.bucket(), request.key(), e);
                }
                throw e;
            }
        }
        return opened;
    }

    private static void letGo(ResponseInputStream<GetObjectResponse> response) {
        response.abort();
        IOHelper.close(response);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            // A stream that broke off once must not look as if it went on, or ended.
            throw failure;
        }
        try {
            return stream().read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public String toString() {
        // Camel logs bodies.
        return "s3://" + request.bucket() + "/" + Described.text(request.key());
    }
}
