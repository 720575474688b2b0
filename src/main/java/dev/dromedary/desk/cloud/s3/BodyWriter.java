package dev.dromedary.desk.cloud.s3;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
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
     * @param file not written by a channel, as an interrupt would close it
     * @return the number of bytes written
     * @throws software.amazon.awssdk.services.s3.model.S3Exception when the body is shorter than its length
     */
    static long write(RequestBody body, Long contentLength, BodyChecksum checksum, Path file) throws IOException {
        long length = contentLength != null
                ? contentLength
                : body.optionalContentLength().orElse(Long.MAX_VALUE);
        long written = 0;
        try (InputStream in = checksum.watching(body.contentStreamProvider().newStream());
                OutputStream out = new FileOutputStream(file.toFile())) {
            byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
            while (written < length) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - written));
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                written += read;
            }
        }
        if (length < Long.MAX_VALUE && written < length) {
            throw S3Errors.error(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the Content-Length HTTP header: " + written
                            + " of " + length + ".");
        }
        return written;
    }
}
