package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFieldsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.setProperty("sequencer", "01");
        return exchange;
    }

    private Map<String, Object> from(String fields, Object body) {
        return BodyFields.of(context, "event:put", fields).from(exchange(body));
    }

    private static Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "success");
        body.put("processed_etag", "abc");
        body.put("error", Map.of("reason", "no_rows", "place", Map.of("line", 7)));
        body.put("counts", Map.of("valid", 3));
        body.put("nothing", null);
        return body;
    }

    @Test
    void shouldTakeEntriesExpressionsAndConstants_whenTheyAreListed() {
        Map<String, Object> made = from(
                "status, etag=processed_etag, error.reason, line=error.place.line, counts,"
                        + " sequencer=${exchangeProperty.sequencer}, key=processed/${body[status]}.csv,"
                        + " text='a, ${body[status]}', kind=\"it's\", n=-1.50, sent=false, none=null, nothing",
                body());

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("status", "success");
        expected.put("etag", "abc");
        expected.put("reason", "no_rows");
        expected.put("line", 7);
        expected.put("counts", Map.of("valid", 3));
        expected.put("sequencer", "01");
        expected.put("key", "processed/success.csv");
        expected.put("text", "a, success");
        expected.put("kind", "it's");
        expected.put("n", new BigDecimal("-1.50"));
        expected.put("sent", false);
        expected.put("none", null);
        expected.put("nothing", null);
        assertThat(made).isEqualTo(expected);
        assertThat(made.keySet()).containsExactlyElementsOf(expected.keySet());
    }

    @Test
    void shouldTakeAllEntries_whenItIsAStar() {
        assertThat(from("*, status='rejected', *=error", body()))
                .hasSize(7)
                .containsEntry("status", "rejected")
                .containsEntry("processed_etag", "abc")
                .containsEntry("reason", "no_rows");
        assertThat(from("*=${body[counts]}", body())).isEqualTo(Map.of("valid", 3));
    }

    @Test
    void shouldLeaveOut_whenAnOptionalFieldHasNoValue() {
        assertThat(from("status, size?, nothing?, a=error.missing?, b=${exchangeProperty.none}?, *=gone?", body()))
                .isEqualTo(Map.of("status", "success"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stauts", "error.raeson", "x=status.y", "nothing.y", "*=missing"})
    void shouldSayWhichEntryIsMissing_whenItIsNotOptional(String field) {
        assertThatThrownBy(() -> from(field, body()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event:put: the body has no \"" + field.replaceFirst(".*=", "") + "\"")
                .hasMessageContaining("write \"" + field + "?\" if it may be missing");
    }

    @Test
    void shouldNotTellWhatTheBodyHolds_whenAnEntryIsMissing() {
        assertThatThrownBy(() -> from("status", Map.of("patient-4711", "secret")))
                .hasMessageNotContainingAny("4711", "secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {"null | but it is empty", "text | but it is a String"})
    void shouldRefuse_whenTheBodyIsNoMap(String body, String words) {
        assertThatThrownBy(() -> from("status", body)).hasMessageEndingWith(words);
        assertThat(from("kind='x'", body)).isEqualTo(Map.of("kind", "x"));
    }

    @Test
    void shouldWriteTimesAsTexts_whenTheBodyHoldsOne() {
        assertThat(from("at", Map.of("at", Instant.EPOCH))).isEqualTo(Map.of("at", "1970-01-01T00:00:00.000Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,,b | \"\" is no field",
                "a, | \"\" is no field",
                "a b | \"a b\" is no field",
                "a= | \"a=\" is no field",
                "a.b=c | \"a.b=c\" is no field",
                "=c | \"=c\" is no field",
                "${body} | is no field",
                "*=1 2 | is no field",
                "a=${body | end within an expression",
                "a='x | end within a text",
                "a, b=a, a=1 | the field \"a\" stands twice"
            })
    void shouldSayWhatIsWrong_whenTheListCanNotBeRead(String fields, String words) {
        assertThatThrownBy(() -> BodyFields.of(context, "item:put", fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("item:put: ")
                .hasMessageContaining(words);
    }

    @Test
    void shouldTellNames_whenOnlyTheTextIsKnown() {
        BodyFields.Names names = BodyFields.names("a, b=c.d, e=f?, g='x', h=${body[i]}");

        assertThat(names.made()).containsExactly("a", "b", "e", "g", "h");
        assertThat(names.read()).containsExactly("a", "c");
        assertThat(names.all()).isFalse();
        assertThat(BodyFields.names("*").all()).isTrue();
        assertThat(BodyFields.names("a=").all()).isTrue();
    }

    @Property(tries = 300)
    void shouldGiveBackTheBody_whenAllItsEntriesAreListed(@ForAll("bodies") Map<String, Object> body) {
        String fields = body.isEmpty() ? "*" : String.join(" , ", body.keySet());

        // No context is needed where nothing is evaluated.
        assertThat(BodyFields.of(null, "body:select", fields).from(withBody(body)))
                .isEqualTo(body);
    }

    private static Exchange withBody(Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext(false));
        exchange.getMessage().setBody(body);
        return exchange;
    }

    @Provide
    Arbitrary<Map<String, Object>> bodies() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("aä_-@#/:\\()[]<>0")
                .ofMinLength(1)
                .ofMaxLength(6);
        Arbitrary<Object> values = Arbitraries.of("text", "${body}", 1, false, List.of(1), Map.of("a", "b"))
                .injectNull(0.1);
        return Arbitraries.maps(names, values).ofMaxSize(6).map(HashMap::new);
    }
}
