package dev.dromedary.desk.source;

import dev.dromedary.desk.Arns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event that a deployment gives its schedules as their input. */
public final class ScheduledEvent {

    private ScheduledEvent() {}

    /**
     * Makes the event.
     *
     * @param id names the run
     * @param route id of the route, which names the schedule, too
     * @param region such as {@code us-east-1}
     * @param time the time for which the run was scheduled; whole seconds count
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">
     *     Context attributes</a>
     */
    public static Map<String, Object> of(String id, String route, String region, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.scheduler");
        event.put("account", Arns.ACCOUNT);
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", region);
        event.put("resources", List.of(Arns.of("scheduler", region, "schedule/default/" + route)));
        event.put("detail", Map.of());
        return event;
    }
}
