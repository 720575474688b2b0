package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * What EventBridge Scheduler fills into the input of a schedule.
 *
 * @param schedule its name
 * @param time the time for which it was scheduled
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
 *     attributes</a>
 */
record ScheduledInput(String schedule, String region, Instant time) {

    Map<String, Object> of(Part input) {
        String arn = "arn:aws:scheduler:" + region + ":" + Names.ACCOUNT + ":schedule/default/" + schedule;
        String text = JsonDocument.write(input.fields())
                .replace(
                        "<aws.scheduler.scheduled-time>",
                        time.truncatedTo(ChronoUnit.SECONDS).toString())
                .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
                .replace("<aws.scheduler.schedule-arn>", arn);
        return JsonDocument.parse(text);
    }
}
