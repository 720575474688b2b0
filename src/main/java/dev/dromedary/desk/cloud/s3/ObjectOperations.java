package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Reading, writing and deleting one object of a bucket. */
final class ObjectOperations {
    private ObjectOperations() {}

    static PutObjectResponse put(Bucket bucket, PutObjectRequest request, RequestBody body) {
        String key = ObjectKeys.checked(request.key());
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        Bucket.NewObject object = new Bucket.NewObject(
                key, RequestHeaders.of(request, body), Identifiers.random(), condition, "PutObject");
        BodyChecksum checksum = BodyChecksum.of(request);
        StoredVersion version = store(bucket, object, staged -> {
            BodyWriter.write(body, request.contentLength(), checksum, staged);
            checksum.verified();
        });
        return PutObjectResponse.builder()
                .eTag(version.quotedEtag())
                .versionId(version.visibleVersionId())
                .size(version.size())
                .build();
    }

    /** Writes a new file. */
    interface Filling {
        void fill(Path staged) throws IOException;
    }

    static StoredVersion store(Bucket bucket, Bucket.NewObject object, Filling filling) {
        Path staged = bucket.files().staged();
        try {
            try {
                filling.fill(staged);
                return bucket.publish(staged, object);
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException e) {
            throw S3Errors.broken("store " + Shown.of(object.key()), e);
        }
    }

    static <T> T get(Bucket bucket, GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        String key = ObjectKeys.checked(request.key());
        if (request.partNumber() != null) {
            throw S3Errors.notImplemented("reading by part number");
        }
        ReadCondition condition = new ReadCondition(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
        Bucket.Opened opened = bucket.open(key, request.versionId(), version -> {
            condition.check(version);
            ByteRange.of(request.range(), version.size());
        });
        StoredVersion version = opened.version();
        ByteRange range = ByteRange.of(request.range(), version.size());
        GetObjectResponse response = RequestHeaders.get(version, range);
        InputStream stream = new ByteRange.RangeStream(opened.stream(), range);
        boolean handedOver = false;
        try {
            T result = transformer.transform(response, AbortableInputStream.create(stream));
            handedOver = transformer.needsConnectionLeftOpen() || result instanceof ResponseInputStream;
            return result;
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("Interrupted while reading " + Shown.of(key), e);
        } catch (Exception e) {
            throw SdkClientException.create("Could not read " + Shown.of(key) + ": " + e.getMessage(), e);
        } finally {
            if (!handedOver) {
                close(stream);
            }
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw S3Errors.broken("close a file", e);
        }
    }

    static HeadObjectResponse head(Bucket bucket, HeadObjectRequest request) {
        String key = ObjectKeys.checked(request.key());
        StoredVersion version = bucket.find(key, request.versionId());
        new ReadCondition(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .check(version);
        return RequestHeaders.head(version, ByteRange.of(request.range(), version.size()));
    }

    static DeleteObjectResponse delete(Bucket bucket, DeleteObjectRequest request) {
        if (request.ifMatchSize() != null || request.ifMatchLastModifiedTime() != null) {
            throw S3Errors.notImplemented("deleting on a condition other than If-Match");
        }
        String key = ObjectKeys.checked(request.key());
        WriteCondition condition = new WriteCondition(request.ifMatch(), null);
        Optional<StoredVersion> gone = bucket.delete(key, request.versionId(), condition, "DeleteObject");
        return DeleteObjectResponse.builder()
                .versionId(gone.map(StoredVersion::visibleVersionId).orElse(request.versionId()))
                .deleteMarker(gone.filter(StoredVersion::deleteMarker).isPresent() ? true : null)
                .build();
    }
}
