package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dromedary.function.runtime.Failure;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RecordingRoute;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a request and is none, and what callers are told. */
class HttpRequestTest {

    private static final String URI = "lambda-http:/pipelines?method=POST&authorization=none";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":\"2.0\",\"type\":\"REQUEST\",\"routeArn\":\"arn:x\",\"identitySource\":[\"user1\"]}",
                "{\"version\":\"2.0\",\"type\":\"REQUEST\"}",
                "{\"version\":\"2.0\",\"routeArn\":\"arn:x\",\"identitySource\":null}",
                "{\"version\":\"1.0\",\"type\":\"REQUEST\",\"methodArn\":\"arn:x\",\"httpMethod\":\"POST\"}",
                "{\"type\":\"REQUEST\",\"methodArn\":\"arn:x\",\"resource\":\"/pipelines\"}",
                "{\"type\":\"TOKEN\",\"authorizationToken\":\"secret\",\"methodArn\":\"arn:x\"}"
            })
    void shouldFailAndNotRunTheRoute_whenAnApiAsksItsAuthorizer(String question) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>(HttpEvents.post("application/json", "{}"));
        event.remove("version");
        event.putAll(JsonDocument.parse(question));
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            assertThatThrownBy(() -> route.invoke(event))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageStartingWith("recording failed: the event: Expected a request of an HTTP API or a"
                            + " function URL (payload format 2.0), but the question of an API to its authorizer (type ")
                    .hasMessageNotContaining("secret");

            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "true, true",
                "TRUE, true",
                "' true ', true",
                "false, false",
                "False, false",
                "'', false",
                "none, false"
            })
    void shouldReadTheBody_whenATextSaysWhetherItIsEncoded(String told, boolean encoded) {
        Map<String, Object> event = HttpEvents.post(
                "application/json", encoded ? Base64.getEncoder().encodeToString(new byte[] {'[', ']'}) : "[]");
        event.put("isBase64Encoded", told);

        assertThat(HttpRequest.read(event).content()).isEqualTo(new byte[] {'[', ']'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "base64"})
    void shouldRefuse_whenItIsUnclearWhetherTheBodyIsEncoded(String told) {
        Map<String, Object> event = HttpEvents.post("application/json", "W10=");
        event.put("isBase64Encoded", told);

        assertThatThrownBy(() -> HttpRequest.read(event))
                .hasMessageEndingWith(
                        "but one whose isBase64Encoded is \"" + told + "\" and neither true nor false came.");
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> broken = Arbitraries.of(
                "{\"a\":NaN}",
                "[".repeat(1001),
                "{'a':1}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "[1,]",
                "{\"a\":1}}",
                "{a:1}",
                "/* x */ {}",
                "# x",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "9".repeat(1001),
                "tru",
                "\"",
                "{\"" + "k".repeat(50_001) + "\":1}");
        return Arbitraries.oneOf(
                broken,
                Arbitraries.strings()
                        .withChars("{}[]\":,1eE+-.nulltruefas\\u00 '/*\n")
                        .ofMaxLength(12));
    }

    @Property(tries = 500)
    void shouldSpeakInItsOwnWords_whateverTheBodyIs(@ForAll("bodies") String body) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(URI)) {
            Map<String, Object> response = route.invoke(HttpEvents.post("application/json", body));

            if (!Integer.valueOf(200).equals(response.get("statusCode"))
                    && !Integer.valueOf(204).equals(response.get("statusCode"))) {
                assertThat(response).containsEntry("statusCode", 400);
                assertThat(JsonDocument.parse(response.get("body").toString()).get("detail"))
                        .asString()
                        .matches(
                                "Expected JSON, but (nothing|text that is none \\(((it ends too early, )?at line \\d+, column"
                                        + " \\d+|it goes beyond what can be read \\([a-zA-Z0-9 ,]+\\))\\)) came\\.");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"source\":\"s\"}] | an array",
                "[] | an array",
                "\"x\" | a text",
                "5 | a number",
                "true | a truth value",
                "null | null"
            })
    void shouldSayWhatCame_whenTheEventIsNoObject(String event, String kind) {
        assertThatThrownBy(() -> JsonDocument.parse(event))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessage("Expected a JSON object, but " + kind + " came.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":NaN}", "{'a':1}", "{\"a\":1", "<xml/>", "[1] [2]"})
    void shouldSpeakInItsOwnWords_whenARouteParsesWhatIsNoJson(String text) {
        Exception failure = assertThrows(JsonProcessingException.class, () -> new JsonMapper()
                .readerFor(Map.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(text));

        assertThat(new Failure("m", failure, false).sentence())
                .matches(
                        "m: Expected JSON, but text that is none \\((it ends too early, )?at line 1, column \\d+\\) came\\.");
    }
}
