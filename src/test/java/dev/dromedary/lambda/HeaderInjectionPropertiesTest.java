package dev.dromedary.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whoever may send a message names attributes as he likes; none of them arrives as a header that steers Camel. */
class HeaderInjectionPropertiesTest {

    private static RecordingRoute plain;
    private static RecordingRoute published;
    private static RecordingRoute event;

    @BeforeContainer
    static void startRoutes() throws Exception {
        plain = RecordingRoute.start("lambda:queue?queue=q");
        published = RecordingRoute.start("lambda:queue?queue=q&unwrap=sns");
        event = RecordingRoute.start("lambda:queue?queue=q&unwrap=event");
    }

    @AfterContainer
    static void stopRoutes() {
        plain.close();
        published.close();
        event.close();
    }

    @Property(tries = 200)
    void shouldNotArrive_whenMessageAttributeIsNamedAsCamels(@ForAll("names") String name) {
        Map<String, Object> message = new LinkedHashMap<>(Events.message("m", null, "x"));
        message.put("messageAttributes", Map.of(name, Map.of("dataType", "String", "stringValue", "evil")));

        assertThat(headers(plain, message)).noneSatisfy((header, value) -> assertThat(header.toLowerCase(Locale.ROOT))
                .isEqualTo(name.toLowerCase(Locale.ROOT)));
    }

    @Property(tries = 200)
    void shouldNotArrive_whenAttributeOfANotificationIsNamedAsCamels(@ForAll("names") String name) {
        Map<String, Object> notification = Map.of(
                "Type", "Notification",
                "MessageId", "n",
                "Message", "x",
                "MessageAttributes", Map.of(name, Map.of("Type", "String", "Value", "evil")));

        assertThat(headers(published, Events.message("m", null, notification))).doesNotContainValue("evil");
    }

    @Property(tries = 200)
    void shouldNotArrive_whenFieldOfAnEventIsNamedAsCamels(@ForAll("names") String name) {
        Map<String, Object> document =
                Map.of("id", "i", "source", "s", "detail-type", "t", "detail", Map.of(), name, "evil");

        assertThat(headers(event, Events.message("m", null, document))).doesNotContainValue("evil");
    }

    private static Map<String, Object> headers(RecordingRoute route, Map<String, Object> message) {
        route.forget();
        assertThat(route.invoke(Events.batch(List.of(message)))).isEqualTo(Map.of("batchItemFailures", List.of()));
        return route.exchanges().get(0).headers();
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> starts =
                Arbitraries.of("CamelAwsS3Key", "CamelHttpUri", "CamelFileName", "Camel", "org.apache.camel.");
        return Combinators.combine(starts, Arbitraries.strings().alpha().ofMaxLength(8), Arbitraries.integers())
                .as((start, rest, cases) -> recased(start + rest, cases));
    }

    private static String recased(String name, int cases) {
        StringBuilder recased = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            recased.append((cases >> i & 1) == 0 ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
        }
        return recased.toString();
    }
}
