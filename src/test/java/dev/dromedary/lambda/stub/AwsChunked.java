package dev.dromedary.lambda.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bodies in the {@code aws-chunked} encoding, in which the SDK sends what it adds a checksum to. Signatures and
 * checksums are left unchecked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Chunked uploads</a>
 */
final class AwsChunked {

    private AwsChunked() {}

    static byte[] decode(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).split(";")[0], 16);
            if (size == 0) {
                in.readAllBytes();
                return body.toByteArray();
            }
            body.write(in.readNBytes(size));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The body ends in the middle of a chunk");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
