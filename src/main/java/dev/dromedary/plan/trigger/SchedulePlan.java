package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.schedule.LambdaScheduleComponent;
import dev.dromedary.function.trigger.schedule.LambdaScheduleEndpoint;
import dev.dromedary.plan.Charges;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.TriggerPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lambda-schedule} in the plan: a schedule of EventBridge Scheduler. */
public final class SchedulePlan implements TriggerPlan {

    /** Of the role of a function's schedule, after the environment: terraform/schedules.tf. */
    private static final String ROLE = "-environmen-schedule";

    private static final int LONGEST_ROLE = 64;

    @Override
    public Class<LambdaScheduleComponent> component() {
        return LambdaScheduleComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaScheduleEndpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of("cron", "quartz", "scheduler", "timer", "kamelet:timer", "kamelet:cron");
    }

    @Override
    public String means() {
        return "with an expression such as rate(1 hour)";
    }

    @Override
    public Optional<Set<String>> headers() {
        return Optional.of(Set.of(
                "version", "id", "detail-type", "source", "account", "time", "region", "resources", "scheduledTime"));
    }

    @Override
    public Body body(Map<String, String> options) {
        return Body.MAP;
    }

    @Override
    public boolean isAsynchronous(LambdaEndpoint endpoint) {
        return true;
    }

    private static LambdaScheduleEndpoint endpoint(PlannedFunction function) {
        return (LambdaScheduleEndpoint) function.endpoint();
    }

    @Override
    public String starts(PlannedFunction function) {
        return "schedule " + endpoint(function).getExpression() + " "
                + endpoint(function).getTimeZone();
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        document.put("expression", endpoint(function).getExpression())
                .put("timeZone", endpoint(function).getTimeZone());
    }

    @Override
    public Optional<Document> schedule(PlannedFunction function) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("source", "aws.scheduler");
        input.put("detail-type", "Scheduled Event");
        input.put("time", "<aws.scheduler.scheduled-time>");
        input.put("id", "<aws.scheduler.execution-id>");
        input.put("resources", List.of("<aws.scheduler.schedule-arn>"));
        input.put("detail", Map.of());
        return Optional.of(new Document()
                .put("function", function.id())
                .put("expression", endpoint(function).getExpression())
                .put("timeZone", endpoint(function).getTimeZone())
                .put("input", input));
    }

    @Override
    public Optional<Longest> longestId() {
        return Optional.of(new Longest(LONGEST_ROLE - ROLE.length(), "the role of its schedule is called after it"));
    }

    @Override
    public void charges(Charges charges) {
        charges.event("Scheduler", "scheduler.million-invocations");
    }
}
