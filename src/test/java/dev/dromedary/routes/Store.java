package dev.dromedary.routes;

import dev.dromedary.function.runtime.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, as one who looks into it sees it.
 *
 * @param s3 the embedded S3 itself, not meddled with
 * @param bucket name of the bucket
 */
record Store(S3Client s3, String bucket) {

    byte[] bytes(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    Map<String, Object> json(String key) {
        return JsonDocument.parse(text(key));
    }

    /** The ETag without quotes. */
    String etag(String key) {
        return s3.headObject(head -> head.bucket(bucket).key(key)).eTag().replace("\"", "");
    }

    /** User metadata, but for the nonce that tells one attempt's object from another's. */
    Map<String, String> metadata(String key) {
        Map<String, String> metadata = new TreeMap<>(
                s3.headObject(head -> head.bucket(bucket).key(key)).metadata());
        metadata.remove("upload");
        return metadata;
    }

    /** The keys of all objects but the inputs and what runs tell of their lineage, in order. */
    List<String> outputs() {
        return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .filter(key -> !key.startsWith("raw/") && !key.startsWith("lineage/"))
                .toList();
    }

    /** The keys of multipart uploads that were neither completed nor aborted. */
    List<String> openUploads() {
        return s3.listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    void delete(String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    /** Removes all objects with all their versions, and uploads that were left open. */
    void clear() {
        s3.listMultipartUploads(list -> list.bucket(bucket))
                .uploads()
                .forEach(upload -> s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        var versions = s3.listObjectVersions(list -> list.bucket(bucket));
        versions.versions().forEach(version -> delete(version.key(), version.versionId()));
        versions.deleteMarkers().forEach(marker -> delete(marker.key(), marker.versionId()));
    }

    private void delete(String key, String version) {
        ObjectIdentifier object =
                ObjectIdentifier.builder().key(key).versionId(version).build();
        s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(object)));
    }
}
