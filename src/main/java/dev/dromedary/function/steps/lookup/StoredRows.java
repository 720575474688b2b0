package dev.dromedary.function.steps.lookup;

import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.LookupRows.CsvRows;
import dev.dromedary.function.records.LookupSource.StoredObject;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A CSV file in a bucket, kept for as long as it has the same ETag. */
final class StoredRows {

    private static final int NOT_MODIFIED = 304;

    /** What every object has in the init phase, when each is a sample of the rows, and none a lookup. */
    private static final String OF_INIT_PHASE = "\"init\"";

    private final StoredObject object;
    private final String keyColumn;
    private final int mostBytes;

    private String etag;
    private CsvRows rows;

    StoredRows(StoredObject object, String keyColumn, int mostBytes) {
        this.object = object;
        this.keyColumn = keyColumn;
        this.mostBytes = mostBytes;
    }

    CsvRows rows() {
        return rows;
    }

    /**
     * Reads the object if it has changed.
     *
     * @param properties puts values in the places of placeholders
     * @return its ETag
     * @throws IllegalArgumentException with one sentence if there is none, or it can't be used
     */
    String refresh(S3Client client, UnaryOperator<String> properties) {
        String bucket = properties.apply(object.bucket());
        String key = properties.apply(object.key());
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .ifNoneMatch(etag)
                .build();
        try {
            read(client, request, bucket + "/" + key);
        } catch (NoSuchKeyException e) {
            throw new IllegalArgumentException("The lookup " + bucket + "/" + key + " is not there; put it there", e);
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_MODIFIED) {
                throw e;
            }
        }
        return etag;
    }

    private void read(S3Client client, GetObjectRequest request, String name) {
        ResponseBytes<GetObjectResponse> response = client.getObject(request, (found, in) -> {
            if (found.contentLength() != null && found.contentLength() > mostBytes) {
                in.abort();
                throw new IllegalArgumentException("The lookup " + name + " has " + found.contentLength()
                        + " bytes, and dromedary.lookup.bytes allows " + mostBytes
                        + "; look it up in a table, or raise that and the route's memory");
            }
            return ResponseTransformer.<GetObjectResponse>toBytes().transform(found, in);
        });
        if (OF_INIT_PHASE.equals(response.response().eTag())) {
            rows = CsvRows.NONE;
            return;
        }
        rows = LookupRows.read(name, response.asInputStream(), keyColumn);
        etag = response.response().eTag();
    }
}
