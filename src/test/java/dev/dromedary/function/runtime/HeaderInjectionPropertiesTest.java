package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.trigger.kinesis.Aggregates;
import java.nio.charset.StandardCharsets;
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
    private static RecordingRoute object;
    private static RecordingRoute stream;
    private static RecordingRoute schedule;

    @BeforeContainer
    static void startRoutes() throws Exception {
        plain = RecordingRoute.start("lambda-sqs:q");
        published = RecordingRoute.start("lambda-sqs:q?unwrap=sns");
        event = RecordingRoute.start("lambda-sqs:q?unwrap=event");
        object = RecordingRoute.start("lambda-s3:" + Events.BUCKET + "?prefix=raw/");
        stream = RecordingRoute.start("lambda-kinesis:s?format=json");
        schedule = RecordingRoute.start("lambda-schedule:daily?expression=rate(1 day)");
    }

    @AfterContainer
    static void stopRoutes() {
        plain.close();
        published.close();
        event.close();
        object.close();
        stream.close();
        schedule.close();
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

    @Property(tries = 200)
    void shouldNotArrive_whenFieldOfAnObjectsNewsIsNamedAsCamels(@ForAll("names") String name) {
        for (String news : List.of("s3-created", "eventbridge-created")) {
            assertThat(only(object, everywhere(Events.event(news), name))).doesNotContainValue("evil");
        }
    }

    @Property(tries = 200)
    void shouldNotArrive_whenFieldOfARecordIsNamedAsCamels(@ForAll("names") String name) {
        byte[] data = JsonDocument.write(Map.of(name, "evil")).getBytes(StandardCharsets.UTF_8);

        assertThat(only(stream, everywhere(Events.batch(List.of(Events.record("1", data))), name)))
                .doesNotContainValue("evil");
        byte[] packed = Aggregates.pack(List.of(new Aggregates.Given("p", data)));
        assertThat(only(stream, everywhere(Events.batch(List.of(Events.record("1", packed))), name)))
                .doesNotContainValue("evil");
    }

    @Property(tries = 200)
    void shouldNotArrive_whenFieldOfAScheduledEventIsNamedAsCamels(@ForAll("names") String name) {
        for (String time : List.of("scheduled-scheduler", "scheduled-rule")) {
            assertThat(only(schedule, everywhere(Events.event(time), name))).doesNotContainValue("evil");
        }
    }

    private static Map<String, Object> only(RecordingRoute route, Map<String, Object> document) {
        route.forget();
        route.invoke(document);
        assertThat(route.exchanges()).hasSize(1);
        return route.exchanges().get(0).headers();
    }

    /** The document with one field more in each of its objects. */
    private static Map<String, Object> everywhere(Map<?, ?> document, String name) {
        Map<String, Object> more = new LinkedHashMap<>();
        document.forEach((field, value) -> more.put(String.valueOf(field), inside(value, name)));
        more.put(name, "evil");
        return more;
    }

    private static Object inside(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return everywhere(map, name);
        }
        return value instanceof List<?> list
                ? list.stream().map(each -> inside(each, name)).toList()
                : value;
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
