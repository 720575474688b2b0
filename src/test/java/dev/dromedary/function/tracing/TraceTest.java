package dev.dromedary.function.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.LogContext;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.DefectException;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import dev.dromedary.function.steps.UnrepeatableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class TraceTest {

    private final Trace trace =
            new Trace(TraceHeader.sampled(TraceDaemon.SAMPLED).orElseThrow(), 200, "orders-read");
    private final Subsegment invocation = trace.invocation();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final List<HttpExecuteRequest> requests = new ArrayList<>();

    /** A client of the SDK as any route may make one: nothing of ours is given to it. */
    private final SqsClient sqs = SqsClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new Answering())
            // What is answered is not what was sent.
            .checksumValidationEnabled(false)
            .build();

    @Test
    void shouldSayHowOftenItWasTriedAgain_whenACallSucceedsAtLast() {
        statuses.addAll(List.of(500, 200));

        try (Subsegment.Scope scope = invocation.enter()) {
            sqs.sendMessage(send -> send.queueUrl("https://queue").messageBody("secret"));
        }

        Map<String, Object> call = trace.close().get(1);
        assertThat(call).containsEntry("name", "Sqs").doesNotContainKey("fault");
        assertThat(call.get("aws"))
                .isEqualTo(Map.of(
                        "operation", "SendMessage",
                        "region", "eu-west-1",
                        "queue_url", "https://queue",
                        "retries", 1,
                        "request_id", "request-7"));
        assertThat(call.toString()).doesNotContain("secret");
    }

    @Test
    void shouldBeTheParentOfWhatItCauses_whenACallIsSent() {
        statuses.add(200);

        try (Subsegment.Scope scope = invocation.enter()) {
            sqs.sendMessage(send -> send.queueUrl("https://queue").messageBody("x"));
        }

        assertThat(requests.get(0).httpRequest().firstMatchingHeader("X-Amzn-Trace-Id"))
                .contains(TraceDaemon.SAMPLED.replace(
                        TraceDaemon.PARENT, trace.close().get(1).get("id").toString()));
    }

    @Test
    void shouldTellTheErrorCodeAndNoMore_whenAServiceQuotesAValue() {
        statuses.add(400);

        try (Subsegment.Scope scope = invocation.enter()) {
            assertThatThrownBy(() -> sqs.sendMessage(
                            send -> send.queueUrl("https://queue").messageBody("x")))
                    .isInstanceOf(SqsException.class)
                    .hasMessageContaining("secret-value");
        }

        Map<String, Object> call = trace.close().get(1);
        assertThat(call).containsEntry("error", true).doesNotContainKeys("fault", "throttle");
        assertThat(call.get("cause").toString())
                .contains("message=InvalidMessageContents", "remote=true")
                .doesNotContain("secret-value");
    }

    @Test
    void shouldAskForNothing_whenThereIsNoTrace() {
        statuses.add(200);

        sqs.sendMessage(send -> send.queueUrl("https://queue").messageBody("x"));

        assertThat(trace.close()).hasSize(1);
        assertThat(requests.get(0).httpRequest().firstMatchingHeader("X-Amzn-Trace-Id"))
                .isEmpty();
    }

    @Test
    void shouldTellTheClassOnly_whenAFailureIsNotOurs() {
        Subsegment step = invocation.begin("step");
        step.fail(new CamelExecutionException("secret", null, new NumberFormatException("For input: secret")));
        invocation.begin("client").fail(SdkClientException.create("secret"));
        invocation.begin("append").fail(new UnrepeatableException("append", new IOException("secret")));
        invocation.begin("read").fail(new DefectException(new Defect("bad_gzip", "The gzip is cut short.")));

        assertThat(trace.close().toString())
                .contains("java.lang.NumberFormatException", "SdkClientException", "UnrepeatableException")
                .contains("The gzip is cut short.")
                .doesNotContain("secret");
    }

    @Test
    void shouldTellOfAFailureOnce_whenItGoesUpThroughSteps() {
        IllegalStateException failure = new IllegalStateException();
        invocation.begin("call").fail(failure);
        invocation.begin("step").fail(new UnrepeatableException("append", failure));

        List<Map<String, Object>> told = trace.close();
        assertThat(told.get(1).get("cause").toString())
                .contains("id=" + told.get(2).get("cause"));
    }

    @Test
    void shouldBelongToWhoeverStartedIt_whenAnotherThreadWorks() throws Exception {
        Subsegment step = invocation.begin("step");
        statuses.add(200);
        Runnable work;
        try (Subsegment.Scope scope = step.enter()) {
            work = LogContext.carry(
                    () -> sqs.sendMessage(send -> send.queueUrl("https://queue").messageBody("x")));
        }

        Thread thread = new Thread(work);
        thread.start();
        thread.join();

        step.end();
        List<Map<String, Object>> told = trace.close();
        assertThat(told.get(2)).containsEntry("parent_id", told.get(1).get("id"));
        assertThat(Subsegment.current()).isSameAs(Subsegment.NONE);
    }

    @Test
    void shouldBelongToWhatGoesOn_whenWhatItIsAPartOfHasEnded() {
        Subsegment step = invocation.begin("step");
        step.end();

        step.begin("late").end();

        List<Map<String, Object>> told = trace.close();
        assertThat(told.get(2)).containsEntry("parent_id", told.get(0).get("id"));
    }

    @Test
    void shouldCountOnly_whenManyAreAlike() {
        for (int n = 0; n < 1000; n++) {
            Subsegment batch = invocation.begin("batch");
            batch.begin("write").end();
            batch.end();
        }
        Subsegment last = invocation.begin("batch");
        last.fail(new IllegalStateException());

        List<Map<String, Object>> told = trace.close();
        // Ten batches with their parts, ten parts of others, and the one that failed.
        assertThat(told).hasSize(1 + 10 + 10 + 10 + 1);
        assertThat(told.get(told.size() - 1)).containsEntry("fault", true);
        assertThat(told.get(0).get("metadata").toString()).contains("batch={", "count=1001", "write={", "count=990");
    }

    @Test
    void shouldSayThatItGoesOn_whenItHasNotEnded() {
        invocation.begin("abandoned");

        Map<String, Object> abandoned = trace.close().get(1);

        assertThat(abandoned).containsEntry("in_progress", true).doesNotContainKey("end_time");
        assertThat(invocation.begin("later")).isSameAs(Subsegment.NONE);
    }

    @Test
    void shouldCutAnnotation_whenItIsLongerThanXRayTakes() {
        invocation.annotate("correlation_id", "x".repeat(999) + "\uD83D\uDE00");

        assertThat(trace.close().get(0).get("annotations")).isEqualTo(Map.of("correlation_id", "x".repeat(999)));
    }

    /** Answers as SQS does, with the next status. */
    private final class Answering implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            requests.add(request);
            int status = statuses.remove();
            String body = status == 200
                    ? "{\"MessageId\":\"m\"}"
                    : "{\"__type\":\"com.amazonaws.sqs#InvalidMessageContents\",\"message\":\"No secret-value\"}";
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(status)
                                    .putHeader("x-amzn-RequestId", "request-7")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes())))
                            .build();
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
