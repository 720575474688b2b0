package dev.dromedary.function.runtime.sending;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Lists of objects that can be read whatever their keys hold: S3 answers in XML, which has not all characters of a key. The SDK
 * asks for plain keys, and decodes those that are URL-encoded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2, encoding-type</a>
 */
final class Listings {

    private Listings() {}

    /** The request, with the encoding of keys if it is one for a list and says nothing of it. */
    static SdkRequest readable(SdkRequest request) {
        if (request instanceof ListObjectsV2Request list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListObjectsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListObjectVersionsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListMultipartUploadsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        return request;
    }
}
