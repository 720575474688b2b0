package dev.dromedary.function.trigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.KeptLog;
import dev.dromedary.function.runtime.RecordingRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** News that does not say what happened fails, in whatever it is wrapped; news of other kinds is noted. */
class S3EventKindTest {

    private static final Object MISSING = new Object();

    private RecordingRoute route;

    @BeforeEach
    void start() throws Exception {
        route = RecordingRoute.start("lambda-s3:" + Events.BUCKET + "?events=created,deleted");
    }

    @AfterEach
    void stop() {
        route.close();
    }

    static Stream<Arguments> unreadable() {
        List<Arguments> all = new ArrayList<>();
        for (Envelope envelope : Envelope.values()) {
            for (Object kind : kinds()) {
                all.add(Arguments.of(envelope, "notification", kind));
                all.add(Arguments.of(envelope, "event", kind));
            }
        }
        return all.stream();
    }

    private static List<Object> kinds() {
        List<Object> kinds = new ArrayList<>(List.of(
                MISSING,
                5,
                true,
                "",
                " ",
                List.of("Object Created"),
                Map.of("a", 1),
                "objectcreated:put",
                "ObjectFrobbed:Put",
                "object created",
                "AWS API Call via CloudTrail"));
        kinds.add(null);
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void shouldFailWithOneSentence_whenTheKindCannotBeRead(Envelope envelope, String form, Object kind) {
        Map<String, Object> news = form.equals("event") ? event(kind) : notification(kind);

        List<Object> failed = envelope.failures(route, news);

        assertThat(failed).containsExactly(envelope.queued ? "m1" : "the invocation");
        // What else came with it is handled.
        assertThat(route.keys()).isEqualTo(envelope.queued ? List.of("raw/good.csv") : List.of());
    }

    @Test
    void shouldSayWhichFieldHoldsWhat_whenTheKindCannotBeRead() {
        assertThatThrownBy(() -> route.invoke(notification(5)))
                .hasMessageEndingWith("but news whose eventName, which says what happened, is a number came.");
        assertThatThrownBy(() -> route.invoke(event(MISSING)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("the fields");
        assertThatThrownBy(() -> route.invoke(event(null)))
                .hasMessageEndingWith("but news whose detail-type, which says what happened, is null came.");
        assertThatThrownBy(() -> route.invoke(notification("ObjectFrobbed:Put")))
                .hasMessageEndingWith("but news of the unknown eventName \"ObjectFrobbed:Put\" came.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectTagging:Put",
                "ObjectTagging:Delete",
                "ObjectAcl:Put",
                "ObjectRestore:Post",
                "ObjectRestore:Completed",
                "ObjectRestore:Delete",
                "Replication:OperationFailedReplication",
                "LifecycleTransition",
                "IntelligentTiering",
                "ReducedRedundancyLostObject",
                "s3:ObjectTagging:Put"
            })
    void shouldLeaveOneLine_whenANotificationIsOfAnotherKind(String kind) {
        try (KeptLog log = KeptLog.of(S3Reader.class)) {
            assertThat(Envelope.SQS.failures(route, notification(kind))).isEmpty();

            assertThat(log.lines())
                    .containsExactly("INFO nothing to do: " + kind.replaceFirst("^s3:", "") + " of " + Events.BUCKET
                            + "/raw/x.csv is not what the route asks for");
        }
        assertThat(route.keys()).containsExactly("raw/good.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object Tags Added",
                "Object Tags Deleted",
                "Object ACL Updated",
                "Object Restore Initiated",
                "Object Restore Completed",
                "Object Restore Expired",
                "Object Storage Class Changed",
                "Object Access Tier Changed"
            })
    void shouldLeaveOneLine_whenAnEventIsOfAnotherKind(String kind) {
        try (KeptLog log = KeptLog.of(S3Reader.class)) {
            route.invoke(event(kind));

            assertThat(log.lines()).singleElement().asString().startsWith("INFO nothing to do: " + kind + " of ");
        }
        assertThat(route.keys()).isEmpty();
    }

    @Test
    void shouldLeaveOneLine_whenS3OnlyTriesItOut() {
        try (KeptLog log = KeptLog.of(S3Reader.class)) {
            route.invoke(Events.event("s3-test-event"));

            assertThat(log.lines()).containsExactly("INFO nothing to do: S3 has tried out whether its news arrives");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "\"x\"", "5"})
    void shouldFailJustTheMessage_whenItSaysNothing(String body) {
        Map<String, Object> reply = route.invoke(
                Events.batch(List.of(Events.message("m1", null, body), Events.message("m2", null, good()))));

        assertThat(reply).isEqualTo(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "m1"))));
    }

    private static Map<String, Object> good() {
        return Events.created("raw/good.csv");
    }

    private static Map<String, Object> notification(Object kind) {
        Map<String, Object> record = new LinkedHashMap<>(
                Fields.objects(Events.created("raw/x.csv"), "Records").get(0));
        set(record, "eventName", kind);
        return Map.of("Records", List.of(record));
    }

    private static Map<String, Object> event(Object kind) {
        Map<String, Object> event = Events.event("eventbridge-created");
        set(event, "detail-type", kind);
        return event;
    }

    private static void set(Map<String, Object> document, String field, Object value) {
        document.put(field, value);
        if (value == MISSING) {
            document.remove(field);
        }
    }

    /** The ways by which news comes. */
    enum Envelope {
        NONE(false) {
            @Override
            Map<String, Object> around(Map<String, Object> news) {
                return news;
            }
        },
        SNS(false) {
            @Override
            Map<String, Object> around(Map<String, Object> news) {
                return Map.of(
                        "Records",
                        List.of(Map.of(
                                "EventSource",
                                "aws:sns",
                                "Sns",
                                Map.of("MessageId", "n", "Message", JsonDocument.write(news)))));
            }
        },
        SQS(true) {
            @Override
            Map<String, Object> around(Map<String, Object> news) {
                return batch(news);
            }
        },
        SNS_IN_SQS(true) {
            @Override
            Map<String, Object> around(Map<String, Object> news) {
                return batch(Map.of("Type", "Notification", "MessageId", "n", "Message", JsonDocument.write(news)));
            }
        };

        private final boolean queued;

        Envelope(boolean queued) {
            this.queued = queued;
        }

        abstract Map<String, Object> around(Map<String, Object> news);

        private static Map<String, Object> batch(Map<String, Object> body) {
            return Events.batch(List.of(Events.message("m1", null, body), Events.message("m2", null, good())));
        }

        /** The message ids that come again, or that the invocation as a whole does. */
        List<Object> failures(RecordingRoute route, Map<String, Object> news) {
            try {
                return Fields.objects(route.invoke(around(news)), "batchItemFailures").stream()
                        .map(failure -> failure.get("itemIdentifier"))
                        .toList();
            } catch (InvocationFailedException e) {
                assertThat(e).hasMessageMatching("recording failed: [^\n]*: Expected [^\n]* came\\.");
                return List.of("the invocation");
            }
        }
    }
}
