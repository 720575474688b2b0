package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Real clients of the SDK over a connection that answers as a test says, and a clock that a test moves. */
class ClaimInterceptorTest {

    private static final LedgerTimes TIMES = LedgerTimes.keeping(Duration.ofDays(90));

    private final MovableClock clock = new MovableClock();
    private final List<String> sent = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private Runnable whileSending = () -> {};
    private int status = 200;
    private int claims;

    private final S3Client s3 = S3Client.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new Connection())
            .overrideConfiguration(configuration -> configuration
                    .addExecutionInterceptor(new ClaimInterceptor())
                    .addExecutionInterceptor(new Timeouts()))
            .build();

    @AfterEach
    void close() {
        s3.close();
    }

    private Claim claim() {
        ClaimRequest request = new ClaimRequest("r", "thing" + claims, Sequencer.NONE, "w" + claims++);
        InMemoryStore store = new InMemoryStore();
        ClaimDecision mine = new Claimant(store, TIMES, clock, time -> {}).claim(request, Instant.MIN);
        Claim claim = new Claim(store, TIMES.rules(), clock, request, ((ClaimDecision.Mine) mine).next());
        HeldClaims.add(exchange, claim);
        return claim;
    }

    private void put() {
        s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("x"));
    }

    @Test
    void shouldSendNothing_whenTheLeaseHasEnded() {
        claim();
        clock.advance(TIMES.lease());

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            assertThatThrownBy(this::put).isInstanceOf(ClaimLostException.class);
            assertThatThrownBy(
                            () -> s3.deleteObject(delete -> delete.bucket("b").key("k")))
                    .isInstanceOf(ClaimLostException.class);
        }

        assertThat(sent).isEmpty();
    }

    @Test
    void shouldReadAndTidyUp_whenTheLeaseHasEnded() {
        claim();
        clock.advance(TIMES.lease());

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            s3.headObject(head -> head.bucket("b").key("k"));
            s3.abortMultipartUpload(abort -> abort.bucket("b").key("k").uploadId("u"));
        }

        assertThat(sent).containsExactly("HEAD", "DELETE");
        assertThat(timeouts).containsOnlyNulls();
    }

    @Test
    void shouldGiveACallWhatIsLeftOfTheLease_whenTheClaimIsHeld() {
        Claim claim = claim();
        clock.advance(Duration.ofSeconds(30));

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            put();
            claim.renew();
            put();
        }

        assertThat(timeouts).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(45));
    }

    @Test
    void shouldKeepAShorterTimeout_whenTheRequestHasOne() {
        claim();

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            s3.putObject(
                    put -> put.bucket("b")
                            .key("k")
                            .overrideConfiguration(own -> own.apiCallTimeout(Duration.ofSeconds(3))),
                    RequestBody.fromString("x"));
        }

        assertThat(timeouts).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void shouldNotRepeatACall_whenTheLeaseEndsMeanwhile() {
        claim();
        status = 503;
        whileSending = () -> clock.advance(TIMES.lease());

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            assertThatThrownBy(this::put)
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(ClaimLostException.class),
                            thrown -> assertThat(thrown).hasRootCauseInstanceOf(ClaimLostException.class));
        }

        assertThat(sent).containsExactly("PUT");
    }

    @Test
    void shouldNeedAllClaims_whenWorkIsNested() {
        claim();
        clock.advance(Duration.ofSeconds(40));
        claim();

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            put();
            clock.advance(Duration.ofSeconds(5));
            assertThatThrownBy(this::put).isInstanceOf(ClaimLostException.class).hasMessageContaining("thing0");
        }

        assertThat(timeouts).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void shouldSend_whenTheLostClaimIsNotOfThisWork() {
        claim();
        clock.advance(TIMES.lease());

        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            assertThatThrownBy(this::put).isInstanceOf(ClaimLostException.class);
        }
        put();

        assertThat(sent).containsExactly("PUT");
    }

    @Test
    void shouldHoldForAnotherThread_whenWorkIsCarried() throws InterruptedException {
        claim();
        List<Throwable> thrown = new ArrayList<>();
        Runnable carried;
        try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
            carried = HeldClaims.carry(this::put);
        }
        clock.advance(TIMES.lease());
        Thread other = new Thread(carried);
        other.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));

        other.start();
        other.join();

        assertThat(thrown).hasSize(1).allMatch(ClaimLostException.class::isInstance);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldStayLost_whenTheClockGoesBack() {
        Claim claim = claim();
        clock.advance(TIMES.lease());
        assertThatThrownBy(claim::requireLease).isInstanceOf(ClaimLostException.class);

        clock.advance(TIMES.lease().negated());

        assertThatThrownBy(claim::requireLease).isInstanceOf(ClaimLostException.class);
        assertThatThrownBy(claim::complete).isInstanceOf(ClaimLostException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PutObject, false",
        "CopyObject, false",
        "DeleteObject, false",
        "DeleteObjects, false",
        "CreateMultipartUpload, false",
        "UploadPart, false",
        "CompleteMultipartUpload, false",
        "PutEvents, false",
        "SendMessage, false",
        "SendMessageBatch, false",
        "SendRawEmail, false",
        "SendEmail, false",
        "Publish, false",
        "PutItem, false",
        "UpdateItem, false",
        "DeleteItem, false",
        "BatchWriteItem, false",
        "TransactWriteItems, false",
        "ExecuteStatement, false",
        "PutRecord, false",
        "Invoke, false",
        "StartQueryExecution, false",
        "GetObject, true",
        "HeadObject, true",
        "ListObjectsV2, true",
        "GetItem, true",
        "BatchGetItem, true",
        "Query, true",
        "Scan, true",
        "DescribeTable, true",
        "ReceiveMessage, true",
        "Converse, true",
        "GetSecretValue, true",
        "AbortMultipartUpload, true"
    })
    void shouldTellWhatChangesNothing_whenAskedForAnOperation(String operation, boolean read) {
        assertThat(ClaimInterceptor.isRead(operation)).isEqualTo(read);
    }

    private final class Timeouts implements ExecutionInterceptor {

        @Override
        public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
            timeouts.add(((AwsRequest) context.request())
                    .overrideConfiguration()
                    .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
                    .orElse(null));
        }
    }

    private final class Connection implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    sent.add(request.httpRequest().method().name());
                    whileSending.run();
                    return HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder().statusCode(status).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
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
            // Nothing to let go of.
        }
    }
}
