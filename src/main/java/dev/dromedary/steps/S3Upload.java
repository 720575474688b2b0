package dev.dromedary.steps;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One output object, written as a stream: kept in memory up to one part, in a multipart upload beyond. Nothing is
 * visible until {@link #complete}. What is written stays in memory until {@link #uploadFullParts}, so that a batch is
 * taken whole or not at all.
 */
public final class S3Upload extends OutputStream {

    /** The smallest part that S3 takes, but for the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
    static final int PART_BYTES = 5 * 1024 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final Map<String, String> metadata;
    private final List<CompletedPart> parts = new ArrayList<>();

    private byte[] buffer = new byte[64 * 1024];
    private int buffered;
    private long size;
    private String uploadId;
    private String etag;

    /**
     * An upload that has not begun.
     *
     * @param client reaches S3
     * @param bucket name of the bucket
     * @param key key of the object
     * @param contentType its media type
     * @param metadata its user metadata; tells an object of this run from others
     */
    public S3Upload(S3Client client, String bucket, String key, String contentType, Map<String, String> metadata) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
        this.metadata = metadata;
    }

    /** The object's key. */
    public String key() {
        return key;
    }

    /** The ETag of the completed object, without quotes. */
    String etag() {
        return etag;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (buffer.length - buffered < length) {
            int needed = Math.addExact(buffered, length);
            buffer = Arrays.copyOf(
                    buffer, Math.max(needed, Math.min(buffer.length * 2, PART_BYTES + buffer.length / 4)));
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
        size += length;
    }

    /** Uploads what fills parts. Can be called again after a failure: a part that went up is not sent twice. */
    public void uploadFullParts() {
        if (buffered <= partBytes()) {
            return;
        }
        if (uploadId == null) {
            uploadId = client.createMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .metadata(metadata))
                    .uploadId();
        }
        while (buffered > partBytes()) {
            uploadPart(partBytes());
        }
    }

    /** An upload has 10,000 parts at the most; growing by 5 MiB every thousand, they hold more than 250 GB. */
    private int partBytes() {
        return PART_BYTES * (1 + parts.size() / 1000);
    }

    private void uploadPart(int length) {
        int number = parts.size() + 1;
        UploadPartResponse response = client.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number), body(length));
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build());
        System.arraycopy(buffer, length, buffer, 0, buffered - length);
        buffered -= length;
    }

    /** The beginning of the buffer, not copied; the SDK may read it again for a retry. */
    private RequestBody body(int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, contentType);
    }

    /** Makes the object visible, whole. Can be called again after a failure. */
    public void complete() {
        if (etag != null) {
            return;
        }
        if (uploadId == null) {
            etag = unquoted(client.putObject(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .metadata(metadata),
                            body(buffered))
                    .eTag());
            return;
        }
        if (buffered > 0) {
            uploadPart(buffered);
        }
        try {
            etag = unquoted(client.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(parts)))
                    .eTag());
        } catch (SdkException e) {
            // The reply may be lost, and the upload complete: then the SDK's retry finds no such upload.
            etag = etagIfComplete(e);
        }
    }

    private String etagIfComplete(SdkException failure) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            if (head.contentLength() == size && metadata.equals(head.metadata())) {
                abortIfOpen();
                return unquoted(head.eTag());
            }
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    /** The object may be that of an earlier attempt at the same version, and this one's upload still be open. */
    private void abortIfOpen() {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId));
        } catch (SdkException e) {
            // As a rule there is no such upload any more, as it is complete.
            return;
        }
    }

    /** Lets go of everything that is not visible. What can't be let go is left to the bucket's lifecycle rule. */
    public void abort() {
        buffer = new byte[0];
        buffered = 0;
        if (uploadId != null && etag == null) {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId));
            uploadId = null;
        }
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
