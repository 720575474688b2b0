package dev.dromedary.desk.cloud.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * What the operations of S3 ask for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Permissions for
 *     operations</a>
 */
final class S3Actions {

    /** Where the action is not called like the operation. */
    private static final Map<String, String> ON_OBJECTS = Map.ofEntries(
            Map.entry("HeadObject", "s3:GetObject"),
            Map.entry("GetObjectAttributes", "s3:GetObject"),
            Map.entry("GetObject", "s3:GetObject"),
            Map.entry("PutObject", "s3:PutObject"),
            Map.entry("CreateMultipartUpload", "s3:PutObject"),
            Map.entry("UploadPart", "s3:PutObject"),
            Map.entry("UploadPartCopy", "s3:PutObject"),
            Map.entry("CompleteMultipartUpload", "s3:PutObject"),
            Map.entry("CopyObject", "s3:PutObject"),
            Map.entry("AbortMultipartUpload", "s3:AbortMultipartUpload"),
            Map.entry("ListParts", "s3:ListMultipartUploadParts"),
            Map.entry("DeleteObject", "s3:DeleteObject"),
            Map.entry("GetObjectTagging", "s3:GetObjectTagging"),
            Map.entry("PutObjectTagging", "s3:PutObjectTagging"),
            Map.entry("DeleteObjectTagging", "s3:DeleteObjectTagging"),
            Map.entry("GetObjectAcl", "s3:GetObjectAcl"),
            Map.entry("PutObjectAcl", "s3:PutObjectAcl"),
            Map.entry("RestoreObject", "s3:RestoreObject"));

    /** Those that have an action of their own for a version that they name. */
    private static final Set<String> OF_VERSIONS = Set.of("s3:GetObject", "s3:DeleteObject", "s3:GetObjectTagging");

    private static final Map<String, String> ON_BUCKETS = Map.of(
            "ListObjects", "s3:ListBucket",
            "ListObjectsV2", "s3:ListBucket",
            "HeadBucket", "s3:ListBucket",
            "ListObjectVersions", "s3:ListBucketVersions",
            "ListMultipartUploads", "s3:ListBucketMultipartUploads",
            "GetBucketLocation", "s3:GetBucketLocation");

    /** Behind the key of what is copied. */
    private static final String VERSION = "\\?versionId=";

    private S3Actions() {}

    static Optional<List<Asked>> of(S3Request request, String operation) {
        String bucket = text(request, "Bucket").orElse("");
        if (request instanceof DeleteObjectsRequest delete) {
            return Optional.of(delete.delete().objects().stream()
                    .map(each -> Asked.of(
                            each.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                            object(bucket, each.key())))
                    .toList());
        }
        if (ON_BUCKETS.containsKey(operation)) {
            Asked asked = Asked.of(ON_BUCKETS.get(operation), arn(bucket));
            return Optional.of(List.of(text(request, "Prefix")
                    .map(prefix -> asked.with("s3:prefix", prefix))
                    .orElse(asked)));
        }
        return Optional.ofNullable(ON_OBJECTS.get(operation)).map(action -> object(request, bucket, action));
    }

    private static List<Asked> object(S3Request request, String bucket, String action) {
        String object = object(bucket, text(request, "Key").orElse(""));
        boolean version = text(request, "VersionId").isPresent() && OF_VERSIONS.contains(action);
        List<Asked> all = new ArrayList<>();
        source(request).ifPresent(all::add);
        all.add(Asked.of(version ? action + "Version" : action, object));
        if (request instanceof PutObjectRequest || request instanceof CreateMultipartUploadRequest) {
            text(request, "Tagging").ifPresent(tags -> all.add(Asked.of("s3:PutObjectTagging", object)));
            text(request, "ACL").ifPresent(acl -> all.add(Asked.of("s3:PutObjectAcl", object)));
        }
        return all;
    }

    private static Optional<Asked> source(S3Request request) {
        return copied(request).map(source -> {
            String[] parts = source.split(VERSION, 2);
            boolean version =
                    parts.length > 1 || text(request, "SourceVersionId").isPresent();
            return Asked.of(version ? "s3:GetObjectVersion" : "s3:GetObject", arn(parts[0]));
        });
    }

    /** What is copied; named by bucket and key, or as {@code bucket/key}, encoded as in a URL. */
    private static Optional<String> copied(S3Request request) {
        if (!(request instanceof CopyObjectRequest) && !(request instanceof UploadPartCopyRequest)) {
            return Optional.empty();
        }
        String whole = text(request, "CopySource")
                .map(source -> URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8))
                .orElseGet(() -> text(request, "SourceBucket").orElse("") + "/"
                        + text(request, "SourceKey").orElse(""));
        return Optional.of(whole.replaceFirst("^/", ""));
    }

    /**
     * What it takes to be told that an object is not there; without it the answer is the same as for one that may not be
     * read.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
     */
    static Asked toldOfAbsence(S3Request request) {
        // Of a copy it is what is copied that may not be there.
        Optional<String[]> source = copied(request).map(object -> object.split(VERSION, 2)[0].split("/", 2));
        String bucket = source.map(parts -> parts[0])
                .orElseGet(() -> text(request, "Bucket").orElse(""));
        String key = source.map(parts -> parts[parts.length - 1])
                .orElseGet(() -> text(request, "Key").orElse(""));
        return Asked.of("s3:ListBucket", arn(bucket)).with("s3:prefix", key);
    }

    private static String object(String bucket, String key) {
        return arn(bucket) + "/" + key;
    }

    private static String arn(String bucket) {
        return bucket.startsWith("arn:") ? bucket : "arn:aws:s3:::" + bucket;
    }

    private static Optional<String> text(S3Request request, String field) {
        return request.getValueForField(field, Object.class).map(Object::toString);
    }
}
