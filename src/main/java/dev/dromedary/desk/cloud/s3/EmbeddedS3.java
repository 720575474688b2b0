package dev.dromedary.desk.cloud.s3;

import dev.dromedary.function.ledger.ClaimInterceptor;
import dev.dromedary.function.records.EscapedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * S3 as a folder: the object {@code key} of {@code bucket} is the file {@code <folder>/<bucket>/<key>}, which a person
 * can open. Keys that a file system can't hold are written otherwise, see {@link KeyPaths}. Older versions, metadata and
 * bodies that are not complete lie in {@code <folder>/.dromedary/<bucket>}.
 *
 * <p>Behaves as <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">
 * S3</a> does, strongly consistent, with its exceptions, except that: buckets keep versions unless told otherwise; ETags
 * are random, one a write, never an MD5; storage classes, tags, access control, encryption and owners are taken and
 * left out; checksums are compared and not kept; uploads in parts end with the process. Other operations throw
 * {@link UnsupportedOperationException}. Safe for use by many threads, in one process at a time.
 */
public final class EmbeddedS3 implements S3Client {
    private static final int MOST_DELETES = 1_000;

    private final Buckets buckets;

    /**
     * Opens a folder, which may be new or from an earlier run.
     *
     * @param changes is told of each completed write and delete, on the thread that made it, before the call returns
     * @throws IOException when the folder can't be read or written
     */
    public EmbeddedS3(Path folder, Consumer<ObjectChange> changes) throws IOException {
        this.buckets = new Buckets(folder.toAbsolutePath().normalize(), changes);
    }

    /** Makes a bucket; {@link #createBucket(CreateBucketRequest)} makes one that keeps versions. */
    public void createBucket(String bucket, boolean versioned) {
        buckets.create(bucket, versioned ? Bucket.ENABLED : Bucket.NEVER_VERSIONED);
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        createBucket(request.bucket(), true);
        return CreateBucketResponse.builder().location("/" + request.bucket()).build();
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        buckets.delete(request.bucket());
        return DeleteBucketResponse.builder().build();
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
        return buckets.list();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        buckets.find(request.bucket());
        return HeadBucketResponse.builder().build();
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        String status = buckets.find(request.bucket()).versioning();
        return GetBucketVersioningResponse.builder()
                .status(status.equals(Bucket.NEVER_VERSIONED) ? null : status)
                .build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        String status = request.versioningConfiguration().statusAsString();
        if (!Bucket.ENABLED.equals(status) && !Bucket.SUSPENDED.equals(status)) {
            throw S3Errors.error(400, "IllegalVersioningConfigurationException", "The status is Enabled or Suspended.");
        }
        buckets.find(request.bucket()).versioning(status);
        return PutBucketVersioningResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        ClaimInterceptor.check(request);
        return ObjectOperations.put(buckets.find(request.bucket()), request, body);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return ObjectOperations.get(buckets.find(request.bucket()), request, transformer);
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return ObjectOperations.head(buckets.find(request.bucket()), request);
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        ClaimInterceptor.check(request);
        return CopyOperation.copy(buckets::find, request);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        ClaimInterceptor.check(request);
        return ObjectOperations.delete(buckets.find(request.bucket()), request);
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        ClaimInterceptor.check(request);
        Bucket bucket = buckets.find(request.bucket());
        List<ObjectIdentifier> objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > MOST_DELETES) {
            throw S3Errors.error(
                    400, "MalformedXML", "A request deletes 1 to 1000 objects, not " + objects.size() + ".");
        }
        if (!objects.stream().allMatch(each -> EscapedText.isClean(each.key(), EscapedText::isInXml))) {
            throw S3Errors.error(400, "MalformedXML", "The XML you provided was not well-formed.");
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier each : objects) {
            try {
                WriteCondition condition = new WriteCondition(each.eTag(), null);
                String key = ObjectKeys.checked(each.key());
                deleted.add(deleted(each, bucket.delete(key, each.versionId(), condition, "DeleteObjects")));
            } catch (S3Exception e) {
                errors.add(S3Error.builder()
                        .key(each.key())
                        .versionId(each.versionId())
                        .code(e.awsErrorDetails().errorCode())
                        .message(e.awsErrorDetails().errorMessage())
                        .build());
            }
        }
        boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
        return DeleteObjectsResponse.builder()
                .deleted(quiet ? List.of() : deleted)
                .errors(errors)
                .build();
    }

    private static DeletedObject deleted(ObjectIdentifier asked, Optional<StoredVersion> gone) {
        boolean marker = gone.filter(StoredVersion::deleteMarker).isPresent();
        return DeletedObject.builder()
                .key(asked.key())
                .versionId(asked.versionId())
                .deleteMarker(marker ? true : null)
                .deleteMarkerVersionId(marker ? gone.get().visibleVersionId() : null)
                .build();
    }

    @Override
    public ListObjectsResponse listObjects(ListObjectsRequest request) {
        return ListOperations.list(buckets.find(request.bucket()), request);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return ListOperations.list(buckets.find(request.bucket()), request);
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return ListOperations.list(buckets.find(request.bucket()), request);
    }

    private MultipartUploads uploads(String bucket) {
        return buckets.find(bucket).uploads();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        ClaimInterceptor.check(request);
        return uploads(request.bucket()).create(request);
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        ClaimInterceptor.check(request);
        return uploads(request.bucket()).add(request, body);
    }

    @Override
    public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
        ClaimInterceptor.check(request);
        return CopyOperation.part(buckets::find, uploads(request.destinationBucket()), request);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        ClaimInterceptor.check(request);
        return uploads(request.bucket()).complete(request);
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return uploads(request.bucket()).abort(request);
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest request) {
        return uploads(request.bucket()).parts(request);
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return uploads(request.bucket()).list(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Ends uploads that are in progress and closes the folder. */
    @Override
    public void close() {
        try {
            buckets.close();
        } catch (IOException e) {
            throw S3Errors.broken("close its folder", e);
        }
    }
}
