package dev.dromedary.desk.operations;

import dev.dromedary.function.records.EscapedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** All versions of all objects of a bucket, and its delete markers. */
record BucketContent(S3Client s3, String bucket) {

    long count() {
        try {
            return pages().mapToLong(page -> identifiers(page).size()).sum();
        } catch (NoSuchBucketException e) {
            return 0;
        }
    }

    /**
     * Deletes it, page by page: a page has at most 1,000, which is what DeleteObjects takes.
     *
     * @throws IllegalStateException in one sentence, if S3 refuses to delete one
     */
    long delete() {
        long deleted = 0;
        // Always the first page anew: what was deleted is not on it any more.
        for (List<ObjectIdentifier> first = first(); !first.isEmpty(); first = first()) {
            // A request for several is XML, which has not all characters of a key.
            Map<Boolean, List<ObjectIdentifier>> page = first.stream()
                    .collect(Collectors.partitioningBy(each -> EscapedText.isClean(each.key(), EscapedText::isInXml)));
            page.get(false)
                    .forEach(each -> s3.deleteObject(
                            delete -> delete.bucket(bucket).key(each.key()).versionId(each.versionId())));
            if (!page.get(true).isEmpty()) {
                delete(page.get(true));
            }
            deleted += first.size();
        }
        return deleted;
    }

    private void delete(List<ObjectIdentifier> page) {
        DeleteObjectsResponse response =
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(page)));
        if (response.hasErrors() && !response.errors().isEmpty()) {
            throw new IllegalStateException(
                    "S3 did not delete " + response.errors().size() + " objects of " + bucket + ": "
                            + response.errors().get(0).message());
        }
    }

    private Stream<ListObjectVersionsResponse> pages() {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket)).stream();
    }

    private List<ObjectIdentifier> first() {
        return identifiers(
                s3.listObjectVersions(request -> request.bucket(bucket).maxKeys(1000)));
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
        List<ObjectIdentifier> identifiers = new ArrayList<>();
        page.versions().forEach(each -> identifiers.add(identifier(each.key(), each.versionId())));
        page.deleteMarkers().forEach(each -> identifiers.add(identifier(each.key(), each.versionId())));
        return identifiers;
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
