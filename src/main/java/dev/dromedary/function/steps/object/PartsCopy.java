package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.S3Upload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A copy of an object in parts, side by side: S3 moves the bytes, so that it takes a function little memory and time.
 *
 * @param s3 where it is
 * @param bucket its bucket, and the copy's
 * @param key its key
 * @param etag the version that is copied, in quotes; null for whichever is there
 * @param destination the copy's key
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
record PartsCopy(S3Client s3, String bucket, String key, String etag, String destination) {

    /** Bytes that CopyObject takes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
    static final long LARGEST_COPY = 5L << 30;

    static final long PART_BYTES = 512L << 20;

    /** Limits of a multipart upload: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
    private static final long SMALLEST_PART = 5L << 20;

    private static final long MOST_PARTS = 10_000;

    /** Parts at the same time: as many as the pool of connections spares; S3 does the work. */
    private static final int SIDE_BY_SIDE = 16;

    /** @throws IllegalArgumentException with one sentence if S3 would refuse copies of this size */
    static void check(long largestCopy, long partBytes) {
        if (largestCopy < 1 || largestCopy > LARGEST_COPY) {
            throw new IllegalArgumentException("object:copy: the option largestCopy is " + largestCopy
                    + "; S3 copies 1 to " + LARGEST_COPY + " bytes at once");
        }
        if (partBytes < SMALLEST_PART || partBytes > LARGEST_COPY) {
            throw new IllegalArgumentException("object:copy: the option partBytes is " + partBytes
                    + "; S3 takes parts of " + SMALLEST_PART + " to " + LARGEST_COPY + " bytes");
        }
    }

    /**
     * Copies it. Until all of it is copied nothing is visible, and on failure nothing is left.
     *
     * @param size its bytes
     * @param wanted bytes of a part
     * @param deadline throws if there is no time left
     */
    void copy(long size, long wanted, Runnable deadline) throws InterruptedException {
        HeadObjectResponse source =
                s3.headObject(head -> head.bucket(bucket).key(key).ifMatch(etag));
        Map<String, String> metadata = new LinkedHashMap<>(source.metadata());
        // Tells this copy from that of another attempt, if the last reply is lost.
        metadata.put(S3Upload.UPLOAD, S3Upload.nonce());
        String upload = s3.createMultipartUpload(create -> create.bucket(bucket)
                        .key(destination)
                        .contentType(source.contentType())
                        .metadata(metadata))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(upload, size, Math.max(wanted, (size - 1) / MOST_PARTS + 1), deadline);
            complete(upload, parts, size, metadata);
        } catch (RuntimeException | InterruptedException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String upload, long size, long length, Runnable deadline)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<CompletedPart>> copied = new ArrayList<>();
            for (long from = 0; from < size; from += length) {
                int number = copied.size() + 1;
                String range = "bytes=" + from + "-" + (Math.min(size, from + length) - 1);
                copied.add(threads.submit(() -> {
                    deadline.run();
                    return part(upload, number, range);
                }));
            }
            List<CompletedPart> parts = new ArrayList<>();
            for (Future<CompletedPart> part : copied) {
                parts.add(part.get());
            }
            return parts;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            // What is under way ends before the upload does, or S3 would keep its part.
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private CompletedPart part(String upload, int number, String range) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(s3.uploadPartCopy(part -> part.sourceBucket(bucket)
                                .sourceKey(key)
                                .copySourceIfMatch(etag)
                                .copySourceRange(range)
                                .destinationBucket(bucket)
                                .destinationKey(destination)
                                .uploadId(upload)
                                .partNumber(number))
                        .copyPartResult()
                        .eTag())
                .build();
    }

    private void complete(String upload, List<CompletedPart> parts, long size, Map<String, String> metadata) {
        try {
            s3.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(destination).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException e) {
            // The reply may be lost, and the copy complete.
            HeadObjectResponse there = there(e);
            if (there.contentLength() != size || !metadata.equals(there.metadata())) {
                throw e;
            }
        }
    }

    private HeadObjectResponse there(SdkException failure) {
        try {
            return s3.headObject(head -> head.bucket(bucket).key(destination));
        } catch (SdkException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** What can't be let go is left to the bucket's lifecycle rule. */
    private void abort(String upload, Exception failure) {
        try {
            s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(destination).uploadId(upload));
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
    }
}
