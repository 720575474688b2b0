package dev.dromedary.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers a request on the spot, as a service would that has nothing and takes everything. */
final class InitPhaseAnswer implements ExecutableHttpRequest {

    private static final String CREATED_UPLOAD =
            "<InitiateMultipartUploadResult><UploadId>init</UploadId></InitiateMultipartUploadResult>";
    private static final String NO_FAILED_ENTRY = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"init\"}]}";

    private final HttpExecuteRequest request;
    private final Supplier<byte[]> sample;

    InitPhaseAnswer(HttpExecuteRequest request, Supplier<byte[]> sample) {
        this.request = request;
        this.sample = sample;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        if (request.contentStreamProvider().isPresent()) {
            // A service would read the request; reading warms the signer and the checksums up.
            request.contentStreamProvider().get().newStream().readAllBytes();
        }
        byte[] body = body();
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("ETag", "\"init\"")
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private byte[] body() {
        SdkHttpMethod method = request.httpRequest().method();
        return method == SdkHttpMethod.GET ? sample.get() : text(method).getBytes(StandardCharsets.UTF_8);
    }

    private String text(SdkHttpMethod method) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        if (target.startsWith("AWSEvents")) {
            return NO_FAILED_ENTRY;
        }
        if (!target.isEmpty()) {
            return "{}";
        }
        return method == SdkHttpMethod.POST ? CREATED_UPLOAD : "";
    }

    @Override
    public void abort() {
        // There is no connection.
    }
}
