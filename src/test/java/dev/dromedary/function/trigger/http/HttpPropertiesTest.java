package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

class HttpPropertiesTest {

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final Set<String> OURS = Set.of("CamelHttpMethod", "CamelHttpPath", "CamelHttpQuery");

    @AfterContainer
    static void stop() {
        CONTEXT.stop();
    }

    private Arrival arrival(String uri, Map<String, Object> event) {
        return CONTEXT.getEndpoint(uri, LambdaEndpoint.class).arrivals(event).get(0);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> rest = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<String> steering =
                Arbitraries.of("Camel", "camel", "CAMEL", "cAmElHttp", "org.apache.camel", "ORG.apache.Camel");
        return Arbitraries.oneOf(
                rest,
                steering.flatMap(first -> rest.map(last -> first + last)),
                Arbitraries.of("CamelHttpMethod", "camelhttppath", "CAMELHTTPQUERY", "CamelHttpUri"));
    }

    @Property(tries = 300)
    void shouldYieldNoHeaderOfCamels_whateverTheNames(@ForAll("names") String header, @ForAll("names") String query) {
        Map<String, Object> event = HttpEvents.header(HttpEvents.request("GET", "/x"), header, "evil");
        event.put("queryStringParameters", new LinkedHashMap<>(Map.of(query, "evil")));

        Map<String, Object> headers =
                arrival("lambda-http:/x?method=GET", event).headers();

        assertThat(headers.keySet().stream().filter(name -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    return lower.startsWith("camel") || lower.startsWith("org.apache.camel");
                }))
                .isSubsetOf(OURS);
        assertThat(headers).containsEntry("CamelHttpMethod", "GET").containsEntry("CamelHttpPath", "/x");
    }

    @Property(tries = 200)
    void shouldKeepEveryByte_whenTheBodyIsBase64(@ForAll @NotEmpty byte[] bytes) {
        Map<String, Object> event =
                HttpEvents.post("application/octet-stream", Base64.getEncoder().encodeToString(bytes));
        event.put("isBase64Encoded", true);

        Arrival arrival = arrival("lambda-http:/pipelines?method=POST&consumes=application/octet-stream", event);

        assertThat(arrival.body()).isEqualTo(bytes);
        assertThat(Base64.getDecoder()
                        .decode(HttpResponse.of(200, "application/octet-stream", bytes)
                                .body()))
                .isEqualTo(bytes);
    }

    @Property(tries = 300)
    void shouldFindTheValue_whenItIsPercentEncoded(@ForAll("values") String value, @ForAll("values") String rest) {
        String encoded = "/a/" + encode(value) + "/" + encode(rest);

        assertThat(PathTemplate.parse("/a/{value}/{rest+}").match(encoded, true))
                .contains(Map.of("value", value, "rest", rest));
    }

    @Property(tries = 300)
    void shouldMatchOrRefuse_whateverThePath(@ForAll String path, @ForAll boolean encoded) {
        try {
            PathTemplate.parse("/a/{value}").match(path, encoded).ifPresent(parameters -> assertThat(parameters)
                    .containsOnlyKeys("value"));
        } catch (RequestException e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(12),
                        Arbitraries.of("/", "%", "+", "%2F", "ä", "\uD83D\uDC2A", "..", "a b", "\uFFFD"))
                // A lone half of a pair is no text that could be encoded.
                .filter(value -> StandardCharsets.UTF_8.newEncoder().canEncode(value));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
