package dev.dromedary.function.steps.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.DataZoneClientBuilder;

/** What goes to DataZone, compared with what the client of the SDK sends for the same call. */
class DataZoneTest {

    private static final String DOMAIN = "dzd_4bexample1x7s";
    private static final byte[] JSON =
            "{\"eventType\":\"COMPLETE\",\"job\":\"Bücher\"}".getBytes(StandardCharsets.UTF_8);
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsSessionCredentials.create("key", "secret", "session"));
    private static final RunEvent EVENT = new RunEvent(
            new LineageRun("dromedary-test", "orders-ingest", "orders/a.csv@1", "", Instant.EPOCH),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    /** What a server has got; of the signature, what it is made for, as no two are alike. */
    private record Received(
            String method,
            String path,
            String query,
            String type,
            String once,
            String token,
            String scope,
            String body) {}

    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final CamelContext context = new DefaultCamelContext();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Client-Token"),
                    exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"),
                    signature.replaceFirst("^(AWS4-HMAC-SHA256 Credential=key/)\\d{8}(/[^,]+),.*$", "$1$2"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = "{\"id\":\"e1\",\"domainId\":\"d\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        context.stop();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void send() {
        context.getPropertiesComponent().addOverrideProperty("dromedary.region", "eu-central-1");
        // As a function has them.
        context.getRegistry().bind("lineageCredentials", Object.class, (Supplier<Object>) () -> CREDENTIALS);
        DataZone dataZone = DataZone.of(context, Optional.of(address())).orElseThrow();
        new LineageSender(context, dataZone.domain(DOMAIN)).send(EVENT, JSON);
    }

    private static DataZoneClientBuilder client(Region region) {
        return DataZoneClient.builder()
                .region(region)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create());
    }

    private static void post(DataZoneClient client) {
        client.postLineageEvent(request -> request.domainIdentifier(DOMAIN)
                .clientToken(EVENT.run().id().toString())
                .event(SdkBytes.fromByteArray(JSON)));
    }

    @Test
    void shouldSendWhatTheClientSends_whenAnEventIsTold() {
        try (DataZoneClient client =
                client(Region.EU_CENTRAL_1).endpointOverride(address()).build()) {
            post(client);
        }

        send();

        assertThat(received).hasSize(2);
        Received expected = received.poll();
        assertThat(received.poll()).isEqualTo(expected);
        assertThat(expected.once()).isEqualTo(EVENT.run().id().toString());
        assertThat(expected.body()).isEqualTo(new String(JSON, StandardCharsets.UTF_8));
        assertThat(expected.scope()).isEqualTo("AWS4-HMAC-SHA256 Credential=key//eu-central-1/datazone/aws4_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"})
    void shouldCallWhomTheClientCalls_whenTheRegionIs(String name) {
        Region region = Region.of(name);
        DataZone dataZone = new DataZone(
                region,
                Optional.empty(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));

        String host = dataZone.domain(DOMAIN).request(EVENT, JSON).host();

        // The client is stopped where it would send.
        try (DataZoneClient client = client(region)
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission request, ExecutionAttributes attributes) {
                        throw new IllegalStateException(
                                "to " + request.httpRequest().host());
                    }
                }))
                .build()) {
            assertThatThrownBy(() -> post(client)).hasStackTraceContaining("to " + host);
        }
    }

    @Test
    void shouldGoOn_whenTheDomainRefusesTheEvent() {
        status = 403;

        send();

        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dzd_4bexample1x7s", "dzd-4bexample1x7s"})
    void shouldTakeAnIdentifier_whenItIsOne(String identifier) {
        assertThat(LineageSettings.isDataZoneDomain(identifier)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dzd_", "dzd_a/../b", "my-domain", "arn:aws:datazone:eu-central-1:1:domain/dzd_a"})
    void shouldTakeNone_whenItIsNoIdentifier(String text) {
        assertThat(LineageSettings.isDataZoneDomain(text)).isFalse();
    }
}
