package dev.dromedary.function.steps;

import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
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

    /** Name of the user metadata that tells the object of this upload from those of other attempts at the same. */
    public static final String UPLOAD = "upload";

    /**
     * Named when the upload begins, as S3 refuses to complete one whose parts carry checksums that it was not told of.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking object
     *     integrity</a>
     */
    private static final ChecksumAlgorithm CHECKSUM = ChecksumAlgorithm.CRC32;

    private static final int NONCE_BYTES = 16;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final Map<String, String> metadata;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final PartBuffer buffer = new PartBuffer();

    private long size;
    private String uploadId;
    private boolean sealed;
    private String etag;

    /**
     * An upload that has not begun.
     *
     * @param client reaches S3
     * @param bucket name of the bucket
     * @param key key of the object
     * @param contentType its media type
     * @param metadata its user metadata; {@link #UPLOAD} is added
     */
    public S3Upload(S3Client client, String bucket, String key, String contentType, Map<String, String> metadata) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
        this.metadata = new LinkedHashMap<>(metadata);
        this.metadata.put(UPLOAD, nonce());
    }

    /** What no other attempt has. Drawn when the upload is made, never while a snapshot is prepared. */
    public static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The object's key. */
    public String key() {
        return key;
    }

    /** The ETag of the completed object, without quotes. */
    public String etag() {
        return etag;
    }

    /** How many bytes were written. */
    public long size() {
        return size;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        buffer.write(bytes, offset, length);
        size += length;
    }

    /** Uploads what fills parts. Can be called again after a failure: a part that went up is not sent twice. */
    public void uploadFullParts() {
        if (buffer.size() <= partBytes()) {
            return;
        }
        begin();
        try {
            while (buffer.size() > partBytes()) {
                uploadPart(partBytes());
            }
        } finally {
            buffer.trim();
        }
    }

    private void begin() {
        if (uploadId == null) {
            uploadId = client.createMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .metadata(metadata)
                            .checksumAlgorithm(CHECKSUM))
                    .uploadId();
        }
    }

    /** An upload has 10,000 parts at the most; growing by 5 MiB every thousand, they hold more than 250 GB. */
    private int partBytes() {
        return PART_BYTES * (1 + parts.size() / 1000);
    }

    private void uploadPart(int length) {
        int number = parts.size() + 1;
        UploadPartResponse response = client.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .partNumber(number)
                        .checksumAlgorithm(CHECKSUM),
                body(length));
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build());
        buffer.release(length);
    }

    /** The beginning of the buffer, not copied; the SDK may read it again for a retry. */
    private RequestBody body(int length) {
        return RequestBody.fromContentProvider(() -> buffer.first(length), length, contentType);
    }

    /**
     * Uploads all that was written, so that nothing of it is in memory any more; nothing is written from now on. Can be called again
     * after a failure.
     */
    public void seal() {
        if (sealed) {
            return;
        }
        begin();
        while (buffer.size() > partBytes()) {
            uploadPart(partBytes());
        }
        if (buffer.size() > 0) {
            uploadPart(buffer.size());
        }
        buffer.clear();
        sealed = true;
    }

    /** How many bytes of memory it takes. */
    public int held() {
        return buffer.capacity();
    }

    /** Makes the object visible, whole. Can be called again after a failure. */
    public void complete() {
        if (etag != null) {
            return;
        }
        if (uploadId == null) {
            etag = put();
            return;
        }
        if (!sealed && buffer.size() > 0) {
            uploadPart(buffer.size());
        }
        try {
            etag = required(client.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(parts)))
                    .eTag());
        } catch (SdkException e) {
            // The reply may be lost, and the upload complete: then the SDK's retry finds no such upload.
            etag = etagIfComplete(e);
        }
    }

    private String put() {
        try {
            return required(client.putObject(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .metadata(metadata),
                            body(buffer.size()))
                    .eTag());
        } catch (SdkException e) {
            // The reply may be lost; put again, the object would be news once more to whoever watches the bucket.
            return etagIfComplete(e);
        }
    }

    /** The object may also be one of another attempt, of the same size: only the nonce tells. */
    private String etagIfComplete(SdkException failure) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            if (head.contentLength() == size && metadata.equals(head.metadata())) {
                return required(head.eTag());
            }
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    /** Lets go of everything that is not visible. What can't be let go is left to the bucket's lifecycle rule. */
    public void abort() {
        buffer.clear();
        if (uploadId != null && etag == null) {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId));
            uploadId = null;
        }
    }

    /** Without quotes. Every object has one; a reply without is no reply of S3's. */
    private static String required(String etag) {
        if (etag == null || etag.isBlank()) {
            throw SdkClientException.create("S3 has answered without an ETag");
        }
        return etag.replace("\"", "");
    }
}
