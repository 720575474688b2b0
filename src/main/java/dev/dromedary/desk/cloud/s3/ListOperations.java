package dev.dromedary.desk.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The three ways to list a bucket. */
final class ListOperations {
    private ListOperations() {}

    static ListObjectsV2Response list(Bucket bucket, ListObjectsV2Request request) {
        String after = request.continuationToken() == null ? request.startAfter() : key(request.continuationToken());
        Listing.Query query = new Listing.Query(request.prefix(), request.delimiter(), after, request.maxKeys());
        Listing page = bucket.read(index -> Listing.objects(index, query));
        return ListObjectsV2Response.builder()
                .name(bucket.name())
                .prefix(request.prefix())
                .delimiter(request.delimiter())
                .startAfter(request.startAfter())
                .continuationToken(request.continuationToken())
                .maxKeys(query.maxKeys())
                .keyCount(page.entries().size() + page.commonPrefixes().size())
                .contents(objects(page))
                .commonPrefixes(prefixes(page.commonPrefixes()))
                .isTruncated(page.next() != null)
                .nextContinuationToken(page.next() == null ? null : token(page.next()))
                .build();
    }

    static ListObjectsResponse list(Bucket bucket, ListObjectsRequest request) {
        Listing.Query query =
                new Listing.Query(request.prefix(), request.delimiter(), request.marker(), request.maxKeys());
        Listing page = bucket.read(index -> Listing.objects(index, query));
        return ListObjectsResponse.builder()
                .name(bucket.name())
                .prefix(request.prefix())
                .delimiter(request.delimiter())
                .marker(request.marker())
                .maxKeys(query.maxKeys())
                .contents(objects(page))
                .commonPrefixes(prefixes(page.commonPrefixes()))
                .isTruncated(page.next() != null)
                .nextMarker(query.delimiter() == null ? null : page.next())
                .build();
    }

    static ListObjectVersionsResponse list(Bucket bucket, ListObjectVersionsRequest request) {
        Listing.Query query =
                new Listing.Query(request.prefix(), request.delimiter(), request.keyMarker(), request.maxKeys());
        Listing page = bucket.read(index -> Listing.versions(index, query, request.versionIdMarker()));
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        for (Listing.Entry entry : page.entries()) {
            if (entry.version().deleteMarker()) {
                markers.add(marker(entry));
            } else {
                versions.add(version(entry));
            }
        }
        return ListObjectVersionsResponse.builder()
                .name(bucket.name())
                .prefix(request.prefix())
                .delimiter(request.delimiter())
                .keyMarker(request.keyMarker())
                .versionIdMarker(request.versionIdMarker())
                .maxKeys(query.maxKeys())
                .versions(versions)
                .deleteMarkers(markers)
                .commonPrefixes(prefixes(page.commonPrefixes()))
                .isTruncated(page.next() != null)
                .nextKeyMarker(page.next())
                .nextVersionIdMarker(page.nextVersionId())
                .build();
    }

    private static List<S3Object> objects(Listing page) {
        return page.entries().stream()
                .map(Listing.Entry::version)
                .map(version -> S3Object.builder()
                        .key(version.key())
                        .size(version.size())
                        .eTag(version.quotedEtag())
                        .lastModified(version.modified())
                        .storageClass("STANDARD")
                        .build())
                .toList();
    }

    private static List<CommonPrefix> prefixes(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                .toList();
    }

    private static ObjectVersion version(Listing.Entry entry) {
        StoredVersion version = entry.version();
        return ObjectVersion.builder()
                .key(version.key())
                .versionId(version.versionId())
                .isLatest(entry.latest())
                .size(version.size())
                .eTag(version.quotedEtag())
                .lastModified(version.modified())
                .storageClass("STANDARD")
                .build();
    }

    private static DeleteMarkerEntry marker(Listing.Entry entry) {
        return DeleteMarkerEntry.builder()
                .key(entry.version().key())
                .versionId(entry.version().versionId())
                .isLatest(entry.latest())
                .lastModified(entry.version().modified())
                .build();
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Errors.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
