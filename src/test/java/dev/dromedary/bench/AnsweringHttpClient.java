package dev.dromedary.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * In the place of DynamoDB and SQS: takes messages and items, keeps none, and answers after a while. The SDK's own work, writing and
 * signing requests and reading replies, is done. Calls about other tables go to where they are.
 */
final class AnsweringHttpClient implements SdkHttpClient {

    private static final String BATCH = "AmazonSQS.SendMessageBatch";

    private final SdkHttpClient others;
    private final String table;
    private final long millis;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();

    AnsweringHttpClient(SdkHttpClient others, String table, long millis) {
        this.others = others;
        this.table = table;
        this.millis = millis;
    }

    int calls() {
        return calls.get();
    }

    int messages() {
        return messages.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target = request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .orElseThrow(() -> new IllegalStateException("Not a call in JSON"));
        String body = body(request);
        if (!target.startsWith("AmazonSQS") && !body.contains('"' + table + '"')) {
            return others.prepareRequest(request);
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                calls.incrementAndGet();
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return reply(target.equals(BATCH) ? taken(body) : "{}");
            }

            @Override
            public void abort() {
                // Nothing to let go of.
            }
        };
    }

    private static String body(HttpExecuteRequest request) {
        try (InputStream in = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String taken(String body) {
        StringBuilder answer = new StringBuilder("{\"Failed\":[],\"Successful\":[");
        int entries = 0;
        for (int at = body.indexOf("\"Id\":"); at >= 0; at = body.indexOf("\"Id\":", at + 1)) {
            answer.append(entries == 0 ? "" : ",")
                    .append("{\"Id\":\"")
                    .append(entries)
                    .append("\"}");
            entries++;
        }
        messages.addAndGet(entries);
        return answer.append("]}").toString();
    }

    private static HttpExecuteResponse reply(String json) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(200).build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    @Override
    public void close() {
        others.close();
    }
}
