package dev.dromedary.desk.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Writes the body of a request to a file. Like the SDK, it sends as many bytes as the Content-Length says and no more,
 * so a wrong length cuts a body here as it does on AWS.
 */
final class BodyWriter {
    private static final int BUFFER = 64 * 1024;

    private BodyWriter() {}

    /**
     * Writes a body.
     *
     * @param contentLength in bytes, as the request says it; null to go by the body
     * @param checksum takes in what is written; to be verified by the caller
     * @param file random access, because an interrupt would close a channel that others use
     * @param offset where the body begins in the file
     * @return the number of bytes written
     * @throws software.amazon.awssdk.services.s3.model.S3Exception when the body is shorter than its length
     */
    static long write(RequestBody body, Long contentLength, BodyChecksum checksum, RandomAccessFile file, long offset)
            throws IOException {
        long length = contentLength != null
                ? contentLength
                : body.optionalContentLength().orElse(Long.MAX_VALUE);
        boolean known = contentLength != null || body.optionalContentLength().isPresent();
        long written = 0;
        file.seek(offset);
        try (InputStream in = checksum.watching(body.contentStreamProvider().newStream())) {
            byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
            while (written < length) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - written));
                if (read < 0) {
                    break;
                }
                file.write(buffer, 0, read);
                written += read;
            }
        }
        if (known && written < length) {
            throw S3Errors.error(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the Content-Length HTTP header: " + written
                            + " of " + length + ".");
        }
        return written;
    }
}
