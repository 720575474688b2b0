package dev.dromedary.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * What is between the SDK's own clients and the services: requests are marshalled, signed and sent, replies are read from
 * HTTP, and what fails is tried again by the SDK, but without waiting.
 */
final class Wire implements ExecutionInterceptor {

    private static final String ID = "x-wire-id";
    private static final ExecutionAttribute<Sent> SENT = new ExecutionAttribute<>("wire");

    /** What answers. */
    @FunctionalInterface
    interface Peer {

        /** @throws IOException what a connection comes to */
        Answer answer(Attempt attempt) throws IOException;
    }

    /**
     * One try of a call.
     *
     * @param call whose
     * @param number of the try, from 0
     * @param request as the route has made it
     * @param body of an object or a part
     */
    record Attempt(Call call, int number, SdkRequest request, byte[] body) {}

    /**
     * What comes back.
     *
     * @param reply of the service
     * @param length that the header says
     * @param stream of the body
     */
    record Answer(Reply reply, int length, InputStream stream) {

        static Answer whole(Reply reply) {
            return new Answer(reply, reply.body().length, new ByteArrayInputStream(reply.body()));
        }
    }

    private record Sent(Call call, SdkRequest request, AtomicLong attempts) {}

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Peer peer;
    private final CallLog log;
    private final InstantSource services;

    /** @param services tells the time of the services, which replies have */
    Wire(CallLog log, InstantSource services, Peer peer) {
        this.services = services;
        this.log = log;
        this.peer = peer;
    }

    /** What clients call. */
    SdkHttpClient client() {
        return new Client();
    }

    void configure(AwsClientBuilder<?, ?> builder) {
        ClientOverrideConfiguration before = builder.overrideConfiguration();
        builder.overrideConfiguration(before.toBuilder()
                .addExecutionInterceptor(this)
                .retryStrategy(before.retryStrategy().orElseGet(Wire::immediately))
                .build());
        builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
        builder.endpointOverride(URI.create("http://wire.test"));
    }

    /** As often as the SDK does it by default; a bucket of tokens that many runs share would make them depend on each other. */
    private static RetryStrategy immediately() {
        return AwsRetryStrategy.legacyRetryStrategy().toBuilder()
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .build();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Call call = log.note(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        attributes.putAttribute(SENT, new Sent(call, context.request(), new AtomicLong()));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Sent known = attributes.getAttribute(SENT);
        // As it is now: other interceptors may have changed it.
        String id = String.valueOf(known.call().number());
        sent.put(id, new Sent(known.call(), context.request(), known.attempts()));
        return context.httpRequest().toBuilder().putHeader(ID, id).build();
    }

    private final class Client implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    return answer(request);
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        @Override
        public String clientName() {
            return "wire";
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        Sent known = sent.get(http.firstMatchingHeader(ID).orElseThrow());
        Attempt attempt =
                new Attempt(known.call(), (int) known.attempts().getAndIncrement(), known.request(), body(request));
        Answer answer = peer.answer(attempt);
        SdkHttpResponse.Builder response =
                SdkHttpResponse.builder().statusCode(answer.reply().status());
        answer.reply().headers().forEach(response::putHeader);
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(services.instant().atOffset(ZoneOffset.UTC)));
        if (http.method() == SdkHttpMethod.HEAD) {
            return HttpExecuteResponse.builder().response(response.build()).build();
        }
        response.putHeader("Content-Length", String.valueOf(answer.length()));
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(answer.stream()))
                .build();
    }

    private static byte[] body(HttpExecuteRequest request) {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = request.contentStreamProvider().get().newStream()) {
            boolean chunked = request.httpRequest()
                    .firstMatchingHeader("x-amz-decoded-content-length")
                    .isPresent();
            return chunked ? ChunkedBody.read(in) : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
