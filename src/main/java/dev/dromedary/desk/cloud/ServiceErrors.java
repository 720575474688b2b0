package dev.dromedary.desk.cloud;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Errors as the SDK's own clients throw them, HTTP response included, which callers such as Camel read unlooked. */
public final class ServiceErrors {
    private ServiceErrors() {}

    /**
     * Completes an exception.
     *
     * @param builder of the class that the service's client throws
     * @param service such as {@code Ses}
     * @param status HTTP status
     * @param code the service's name of the error
     * @param message one sentence
     * @return the exception; its class is that of the builder
     */
    public static AwsServiceException of(
            AwsServiceException.Builder builder, String service, int status, String code, String message) {
        return builder.message(message)
                .statusCode(status)
                .requestId(UUID.randomUUID().toString())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }
}
