package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Identifiers;
import dev.dromedary.desk.cloud.KeyOrder;
import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The uploads of one bucket that are in progress. They end with the process: nobody could go on with them. */
final class MultipartUploads implements AutoCloseable {
    private static final int MOST_PARTS = 10_000;

    private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
    private final Bucket bucket;

    MultipartUploads(Bucket bucket) {
        this.bucket = bucket;
    }

    /** @param algorithm of the parts' checksums; null if the request names none */
    MultipartUpload create(String key, ObjectHeaders headers, ChecksumAlgorithm algorithm) {
        try {
            MultipartUpload upload =
                    new MultipartUpload(Identifiers.random(), key, headers, new PartRules(algorithm), bucket.files());
            uploads.put(upload.id(), upload);
            return upload;
        } catch (IOException e) {
            throw S3Errors.broken("begin the upload of " + Shown.of(key), e);
        }
    }

    MultipartUpload find(String uploadId, String key) {
        MultipartUpload upload = uploads.get(uploadId == null ? "" : uploadId);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload(uploadId);
        }
        return upload;
    }

    /** @param contentLength in bytes; null to go by the body */
    MultipartUpload.Part add(
            String uploadId, String key, Integer number, RequestBody body, Long contentLength, BodyChecksum checksum) {
        MultipartUpload upload = find(uploadId, key);
        if (number == null || number < 1 || number > MOST_PARTS) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        try {
            return upload.add(number, body, contentLength, checksum);
        } catch (IOException e) {
            throw S3Errors.broken("store part " + number + " of " + Shown.of(key), e);
        }
    }

    /** Makes the object from the parts named. The upload stays open when this throws. */
    StoredVersion complete(String uploadId, String key, List<CompletedPart> parts, WriteCondition condition) {
        MultipartUpload upload = find(uploadId, key);
        String etag = Identifiers.random() + "-" + parts.size();
        NewObject object = new NewObject(key, upload.headers(), etag, condition, "CompleteMultipartUpload");
        try {
            StoredVersion version = upload.complete(parts, body -> bucket.publish(body, object));
            uploads.remove(uploadId);
            return version;
        } catch (IOException e) {
            throw S3Errors.broken("complete the upload of " + Shown.of(key), e);
        }
    }

    void abort(String uploadId, String key) {
        MultipartUpload upload = find(uploadId, key);
        uploads.remove(uploadId);
        try {
            upload.discard();
        } catch (IOException e) {
            throw S3Errors.broken("abort the upload of " + Shown.of(key), e);
        }
    }

    /** By key, then by the time they began. */
    List<MultipartUpload> all() {
        return uploads.values().stream()
                .sorted(Comparator.comparing(MultipartUpload::key, new KeyOrder())
                        .thenComparing(MultipartUpload::initiated))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (MultipartUpload upload : uploads.values()) {
            upload.discard();
        }
        uploads.clear();
    }
}
