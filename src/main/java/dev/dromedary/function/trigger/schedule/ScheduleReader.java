package dev.dromedary.function.trigger.schedule;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events of a schedule: a time has come. The body is the event's detail; its other fields are headers of their own
 * names, and {@value #SCHEDULED_TIME} is the time for which the run was scheduled, in UTC. However often a scheduled time
 * is delivered, and however late, it is one thing to the ledger.
 *
 * <p>Understands the event of EventBridge Scheduler, with this document as the input of its target or with none, and that
 * of a scheduled rule:
 *
 * <pre>{@code
 * {"source": "aws.scheduler", "detail-type": "Scheduled Event", "time": "<aws.scheduler.scheduled-time>",
 *  "id": "<aws.scheduler.execution-id>", "resources": ["<aws.scheduler.schedule-arn>"], "detail": {}}
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
 *     attributes</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Scheduled rules</a>
 */
final class ScheduleReader {

    /** The header that holds the scheduled time, an ISO 8601 instant such as {@code 2026-11-20T13:00:00Z}. */
    static final String SCHEDULED_TIME = "scheduledTime";

    private static final String TYPE = "Scheduled Event";
    private static final Set<String> SOURCES = Set.of("aws.scheduler", "aws.events");
    private static final String EXPECTED =
            "a scheduled event (source aws.scheduler or aws.events, detail-type \"" + TYPE + "\", time and detail)";

    private ScheduleReader() {}

    /** The event of a time long ago. */
    static Map<String, Object> sample() {
        return JsonDocument.parse("""
                {"source": "aws.scheduler", "detail-type": "Scheduled Event", "time": "2000-01-01T00:00:00Z",
                 "id": "sample", "resources": ["arn:aws:scheduler:us-east-1:000000000000:schedule/default/sample"],
                 "detail": {}}
                """);
    }

    /** What an event brings. */
    static List<Arrival> arrivals(Map<String, Object> document) {
        if (document.isEmpty()) {
            return List.of();
        }
        String source = Fields.text(document, "source");
        if (source == null || !TYPE.equals(Fields.text(document, "detail-type"))) {
            throw new UnexpectedEventException(EXPECTED, Described.event(document));
        }
        if (!SOURCES.contains(source)) {
            throw new UnexpectedEventException(EXPECTED, "one of source \"" + Described.text(source) + "\"");
        }
        // Not the event's id: it is another one at each attempt to deliver.
        String time = time(Fields.text(document, "time")).toString();
        Map<String, Object> headers = HeaderFilter.envelope(document);
        headers.put(SCHEDULED_TIME, time);
        return List.of(new Arrival(time, "schedule#" + time, null, null, headers, detail(document)));
    }

    private static Instant time(String text) {
        if (text == null) {
            throw new UnexpectedEventException(EXPECTED, "an event without time");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UnexpectedEventException(EXPECTED, "an event of the time \"" + Described.text(text) + "\"");
        }
    }

    /** An object; without an input of one's own, Scheduler writes it as text. */
    private static Map<String, Object> detail(Map<String, Object> document) {
        Object detail = document.get("detail");
        if (detail instanceof String text) {
            return JsonDocument.parse(text);
        }
        if (!(detail instanceof Map<?, ?>)) {
            throw new UnexpectedEventException(EXPECTED, "an event whose detail is no object");
        }
        return Fields.object(document, "detail");
    }
}
