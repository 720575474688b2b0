package dev.dromedary.function.runtime.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bodies in the {@code aws-chunked} encoding, in which the SDK sends what it adds a checksum to. Signatures are left
 * unchecked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Chunked uploads</a>
 */
final class AwsChunked {

    private AwsChunked() {}

    /**
     * What came.
     *
     * @param body the bytes
     * @param crc32 the checksum that follows them, in base64; null if there is none
     */
    record Decoded(byte[] body, String crc32) {}

    static Decoded decode(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).split(";")[0], 16);
            if (size == 0) {
                return new Decoded(body.toByteArray(), crc32(in));
            }
            body.write(in.readNBytes(size));
            line(in);
        }
    }

    private static String crc32(InputStream in) throws IOException {
        String crc32 = null;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("x-amz-checksum-crc32:")) {
                crc32 = line.substring(line.indexOf(':') + 1);
            }
        }
        return crc32;
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
