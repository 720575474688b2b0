package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class AwsServicesTest {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("x"));

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    private final AwsServices services = new AwsServices(Map.of());
    private CamelContext context;

    @BeforeEach
    void bind() {
        context = new DefaultCamelContext();
        services.bind(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void shouldAnswerAsAModel_whenGateIsClosed() {
        ConverseResponse answer = converse();

        assertThat(answer.output().message().content().get(0).text()).isEqualTo("{}");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().totalTokens()).isEqualTo(2);
    }

    @Test
    void shouldTakeMails_whenGateIsClosed() {
        assertThat(sendRawMail()).isEqualTo("init");
        assertThat(client(SesClient.class)
                        .sendEmail(mail -> mail.source("a@b.org")
                                .destination(to -> to.toAddresses("c@d.org"))
                                .message(text ->
                                        text.subject(s -> s.data("s")).body(body -> body.text(t -> t.data("t")))))
                        .messageId())
                .isEqualTo("init");
    }

    @Test
    void shouldTakeNotifications_whenGateIsClosed() {
        assertThat(client(SnsClient.class)
                        .publish(news -> news.topicArn("arn:aws:sns:us-east-1:000000000000:t")
                                .message("m"))
                        .messageId())
                .isEqualTo("init");
    }

    @Test
    void shouldTakeEveryRecord_whenGateIsClosed() {
        var records = IntStream.range(0, 300)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("k" + i)
                        .data(SdkBytes.fromUtf8String("{}"))
                        .build())
                .toList();
        var lines = Collections.nCopies(
                3, Record.builder().data(SdkBytes.fromUtf8String("{}\n")).build());

        var put = client(KinesisClient.class)
                .putRecords(request -> request.streamName("s").records(records));
        var delivered = client(FirehoseClient.class)
                .putRecordBatch(request -> request.deliveryStreamName("d").records(lines));

        assertThat(put.records()).hasSize(300).allMatch(result -> result.errorCode() == null);
        assertThat(delivered.requestResponses()).hasSize(3).allMatch(result -> result.errorCode() == null);
    }

    @Test
    void shouldTakeMessages_whenGateIsClosed() {
        SqsClient queues = client(SqsClient.class);
        var attributes = Map.of(
                "text",
                MessageAttributeValue.builder()
                        .dataType("Number.int")
                        .stringValue("1")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("x"))
                        .build());

        // The client compares digests with its own.
        assertThat(queues.sendMessage(send -> send.queueUrl("https://sqs.us-east-1.amazonaws.com/1/q")
                                .messageBody("ü")
                                .messageAttributes(attributes))
                        .messageId())
                .isEqualTo("init");
        assertThat(queues.sendMessageBatch(send -> send.queueUrl("https://sqs.us-east-1.amazonaws.com/1/q")
                                .entries(SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("b")
                                        .messageAttributes(attributes)
                                        .build()))
                        .successful())
                .hasSize(1);
        assertThat(queues.listQueues().queueUrls()).isEmpty();
        assertThat(queues.getQueueUrl(get -> get.queueName("q").queueOwnerAWSAccountId("123456789012"))
                        .queueUrl())
                .isEqualTo("https://sqs.us-east-1.amazonaws.com/123456789012/q");
    }

    @Test
    void shouldBeAnEmptyTable_whenGateIsClosed() {
        DynamoDbClient tables = client(DynamoDbClient.class);

        assertThat(tables.getItem(get -> get.tableName("t").key(KEY)).hasItem()).isFalse();
        assertThat(tables.query(query -> query.tableName("t").keyConditionExpression("id = :x"))
                        .items())
                .isEmpty();
        assertThat(tables.updateItem(update -> update.tableName("t").key(KEY)).attributes())
                .isEmpty();
        assertThat(tables.putItem(put -> put.tableName("t").item(KEY)).attributes())
                .isEmpty();
    }

    /** A client's threads wait for time limits to pass, for as long as it is open. */
    @Test
    void shouldLeaveNoThreads_whenTheContextStops() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        context.start();
        services.starting(Invocation.starting("request", Duration.ofMinutes(1)));
        client(DynamoDbClient.class).getItem(get -> get.tableName("t").key(KEY));
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sdk-") && !before.contains(thread))
                .toList();

        context.stop();

        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1).toMillis());
        }
        assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
    }

    @Test
    void shouldTakeEvents_whenGateIsClosed() {
        assertThat(client(EventBridgeClient.class)
                        .putEvents(put -> put.entries(
                                PutEventsRequestEntry.builder().source("s").build()))
                        .failedEntryCount())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ses", "bedrock"})
    void shouldCallOnce_whenServiceIsUnwell(String service) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        lambda.endpoints("http://127.0.0.1:" + server.getAddress().getPort(), "http://127.0.0.1:1");
        services.open();

        assertThatThrownBy(() -> call(service)).isInstanceOf(SdkException.class);

        server.stop(0);
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ses", "bedrock"})
    void shouldCallOnce_whenConnectionBreaksBeforeTheAnswer(String service) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        calls.incrementAndGet();
                        // The end of the request's headers is enough: the rest comes in the same packets.
                        socket.getInputStream().read(new byte[64 * 1024]);
                    } catch (IOException e) {
                        closed.countDown();
                    }
                }
                return null;
            });
            lambda.endpoints("http://127.0.0.1:" + server.getLocalPort(), "http://127.0.0.1:1");
            services.open();

            assertThatThrownBy(() -> call(service)).isInstanceOf(SdkClientException.class);
        }
        closed.await();
        threads.shutdown();

        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldLeaveTimeToGoOnWithout_whenModelDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            lambda.endpoints("http://127.0.0.1:" + silent.getLocalPort(), "http://127.0.0.1:1");
            services.open();
            Instant before = Instant.now();
            services.starting(new Invocation("r", before.plusSeconds(16), before.plusSeconds(60)));

            assertThatThrownBy(this::converse)
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("timeout");

            assertThat(Instant.now()).isBetween(before.plusMillis(900), before.plusSeconds(10));
        }
    }

    @Test
    void shouldAskTheModel_whenRouteConverses() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("aws-bedrock:x?operation=converse&modelId=any.model-v1:0&region=us-east-1");
                from("direct:stream")
                        .to("aws-bedrock:x?operation=converseStream&modelId=any.model-v1:0&region=us-east-1");
            }
        });
        context.start();
        Map<String, Object> headers = Map.of("CamelAwsBedrockConverseMessages", question());

        assertThat(context.createProducerTemplate().requestBodyAndHeaders("direct:ask", null, headers, String.class))
                .isEqualTo("{}");
        assertThatThrownBy(() -> context.createProducerTemplate()
                        .requestBodyAndHeaders("direct:stream", null, headers, String.class))
                .isInstanceOf(CamelExecutionException.class)
                .hasStackTraceContaining("A function can't stream the answer of a model; use the operation converse");
    }

    @Test
    void shouldUseTheBoundClients_whenRouteSendsMailAndNews() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to("aws2-ses:a@b.org?to=c@d.org&subject=s&replyToAddresses=e@f.org");
                from("direct:news").to("aws2-sns:topic?subject=s&messageStructure=string");
            }
        });
        context.start();

        assertThat(context.createProducerTemplate()
                        .request(
                                "direct:mail", exchange -> exchange.getMessage().setBody("text"))
                        .getMessage()
                        .getHeader("CamelAwsSesMessageId"))
                .isEqualTo("init");
        assertThat(context.createProducerTemplate()
                        .request(
                                "direct:news", exchange -> exchange.getMessage().setBody("text"))
                        .getMessage()
                        .getHeader("CamelAwsSnsMessageId"))
                .isEqualTo("init");
    }

    @Test
    void shouldPrintMetricsOnlyFromTheFirstInvocation_whenASnapshotWasPrepared() {
        assertThat(context.getRegistry().lookupByNameAndType(InvocationMetrics.OUTPUT, PrintStream.class))
                .isNotSameAs(System.out);

        services.open();

        assertThat(context.getRegistry().lookupByNameAndType(InvocationMetrics.OUTPUT, PrintStream.class))
                .isSameAs(System.out);
    }

    @Test
    void shouldSignLineageWithNobodysCredentials_whenGateIsClosed() {
        assertThat(context.getRegistry()
                        .lookupByNameAndType("lineageCredentials", AwsCredentialsProvider.class)
                        .resolveCredentials()
                        .accessKeyId())
                .isEqualTo("init");
    }

    private Object call(String service) {
        return service.equals("ses") ? sendRawMail() : converse();
    }

    private String sendRawMail() {
        return client(SesClient.class)
                .sendRawEmail(mail -> mail.rawMessage(raw -> raw.data(SdkBytes.fromUtf8String("Subject: s\r\n\r\nt"))))
                .messageId();
    }

    private ConverseResponse converse() {
        return client(BedrockRuntimeClient.class)
                .converse(ask -> ask.modelId("any.model-v1:0").messages(question()));
    }

    private static List<Message> question() {
        return List.of(Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("?"))
                .build());
    }

    private <T> T client(Class<T> type) {
        return context.getRegistry().findSingleByType(type);
    }
}
