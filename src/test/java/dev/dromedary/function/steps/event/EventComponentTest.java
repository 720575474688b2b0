package dev.dromedary.function.steps.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.steps.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventComponentTest {

    private static final String PUT = "event:put?bus=b&source=orders.intake&detailType=Order ${body[kind]}&fields=kind";

    /** Answers each entry with an error code, or takes it. */
    private interface Answer {
        String code(int call, PutEventsRequestEntry entry);
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<PutEventsRequest> calls = new ArrayList<>();
    private Answer answer = (call, entry) -> null;

    @BeforeEach
    void start() {
        context.getRegistry().bind("eventBridge", new EventBridgeClient() {
            @Override
            public PutEventsResponse putEvents(PutEventsRequest request) {
                calls.add(request);
                List<PutEventsResultEntry> entries = request.entries().stream()
                        .map(entry -> answer.code(calls.size(), entry))
                        .map(code -> PutEventsResultEntry.builder()
                                .errorCode(code)
                                .errorMessage(code == null ? null : "says the test")
                                .build())
                        .toList();
                int failed = (int) entries.stream()
                        .filter(entry -> entry.errorCode() != null)
                        .count();
                return PutEventsResponse.builder()
                        .entries(entries)
                        .failedEntryCount(failed)
                        .build();
            }

            @Override
            public String serviceName() {
                return "eventbridge";
            }

            @Override
            public void close() {}
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange sent(String uri, Object body) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.setProperty("correlationId", "b/k@1");
        });
    }

    private static Map<String, Object> detail(PutEventsRequestEntry entry) {
        return JsonDocument.parse(entry.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event:send | event:send: there is no such step; the step is put",
                "event:put | event:put needs the option bus",
                "event:put?bus=b | event:put needs the option source",
                "event:put?bus=b&source=s | event:put needs the option detailType",
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @Test
    void shouldPutOneEventAndKeepTheBody_whenTheBodyIsAMap() {
        Map<String, Object> body = Map.of("kind", "Placed", "bucket", "orders", "secret", "x");

        Exchange exchange = sent(PUT + ",bucket", body);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(body);
        PutEventsRequestEntry entry = calls.get(0).entries().get(0);
        assertThat(entry.eventBusName()).isEqualTo("b");
        assertThat(entry.source()).isEqualTo("orders.intake");
        assertThat(entry.detailType()).isEqualTo("Order Placed");
        assertThat(entry.resources()).containsExactly("arn:aws:s3:::orders");
        assertThat(detail(entry)).isEqualTo(Map.of("correlation_id", "b/k@1", "kind", "Placed", "bucket", "orders"));
    }

    @Test
    void shouldNameTheRegionsPartition_whenItIsAnother() {
        context.getPropertiesComponent().addOverrideProperty("dromedary.region", "cn-north-1");

        sent(PUT + ",bucket", Map.of("kind", "x", "bucket", "orders"));

        assertThat(calls.get(0).entries().get(0).resources()).containsExactly("arn:aws-cn:s3:::orders");
    }

    @Test
    void shouldTakeWhatTheRouteSays_whenItNamesIdAndResources() {
        sent(PUT + ",correlation_id='other'&resources=arn:a, arn:${body[kind]}", Map.of("kind", "x"));

        PutEventsRequestEntry entry = calls.get(0).entries().get(0);
        assertThat(entry.resources()).containsExactly("arn:a", "arn:x");
        assertThat(detail(entry)).containsEntry("correlation_id", "other");
    }

    @Test
    void shouldNameTheReplay_whenItIsOne() {
        context.createProducerTemplate().send(PUT, exchange -> {
            exchange.getMessage().setBody(Map.of("kind", "x", "replay", "of the body"));
            new Replay("january", false).bind(exchange);
        });

        assertThat(detail(calls.get(0).entries().get(0)))
                .containsEntry("replay", Map.of("id", "january", "notify", false));
    }

    @Test
    void shouldPutTenInACall_whenTheBodyIsAList() {
        List<Map<String, Object>> body = IntStream.range(0, 23)
                .mapToObj(i -> Map.<String, Object>of("kind", i))
                .toList();

        sent(PUT, body);

        assertThat(calls).extracting(call -> call.entries().size()).containsExactly(10, 10, 3);
        assertThat(calls.stream().flatMap(call -> call.entries().stream()))
                .extracting(PutEventsRequestEntry::detailType)
                .containsExactlyElementsOf(
                        IntStream.range(0, 23).mapToObj(i -> "Order " + i).toList());
    }

    @Test
    void shouldMakeMoreCalls_whenEntriesAreLarge() {
        String large = "ü".repeat(60_000);

        sent(PUT, List.of(Map.of("kind", large), Map.of("kind", "small"), Map.of("kind", large)));

        assertThat(calls).extracting(call -> call.entries().size()).containsExactly(2, 1);
    }

    @Test
    void shouldMakeNoCall_whenTheListIsEmpty() {
        assertThat(sent(PUT, List.of()).getException()).isNull();
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ThrottlingException", "InternalFailure", "InternalException"})
    void shouldFailWithWhatMayPass_whenTheReasonMayPass(String code) {
        answer = (call, entry) -> code;

        assertThat(sent(PUT, Map.of("kind", "x")).getException())
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("EventBridge refused the event: " + code)
                .matches(TransientFailure::mayPass);
    }

    @ParameterizedTest
    @CsvSource({"MalformedDetail", "NotAuthorizedForSourceException", "SomethingNew"})
    void shouldFailForGood_whenTheReasonStays(String code) {
        // What may pass does not hide what stays.
        answer = (call, entry) -> entry.detailType().endsWith("1") ? code : "ThrottlingException";

        assertThat(sent(PUT, List.of(Map.of("kind", 0), Map.of("kind", 1))).getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("EventBridge refused the event: " + code + ": says the test");
    }

    @Test
    void shouldPutOnlyWhatWasNotTaken_whenTheStepIsTriedAgain() throws Exception {
        answer = (call, entry) -> call == 2 && entry.detailType().endsWith("7") ? "ThrottlingException" : null;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:orders").to(PUT).to(PUT);
            }
        });
        List<Map<String, Object>> body = IntStream.range(0, 18)
                .mapToObj(i -> Map.<String, Object>of("kind", i))
                .toList();

        Exchange exchange = context.createProducerTemplate()
                .send("direct:orders", each -> each.getMessage().setBody(body));

        assertThat(exchange.getException()).isNull();
        // The second step puts all of them once more.
        assertThat(calls).extracting(call -> call.entries().size()).containsExactly(10, 8, 1, 10, 8);
        assertThat(calls.get(2).entries().get(0).detailType()).isEqualTo("Order 17");
    }
}
