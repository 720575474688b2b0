package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What services of AWS may do to start a function, as the resource policies and the roles say that Terraform makes of a plan:
 * one permission each, held to the service and to what it acts for.
 */
final class Deliveries {

    private static final List<String> INVOKE = List.of("lambda:InvokeFunction");

    private Deliveries() {}

    static List<Permission> of(PlannedFunction function) {
        TriggerPlan trigger = function.trigger();
        String invoked = ResourceKind.FUNCTION.arn(function.id() + "-${environment}");
        List<Permission> all = new ArrayList<>();
        trigger.rule(function)
                .map(rule -> rule.bus().realName())
                .map(bus -> "arn:${partition}:events:${region}:${account}:rule/"
                        + (bus.equals("default") ? "" : bus + "/") + function.id() + "-${environment}")
                .ifPresent(rule -> all.add(permission("StartByRule", INVOKE, invoked, "events.amazonaws.com", rule)));
        trigger.schedule(function)
                .ifPresent(schedule ->
                        all.add(permission("StartByTime", INVOKE, invoked, "scheduler.amazonaws.com", invoked)));
        trigger.gatewayRoute(function)
                .ifPresent(route ->
                        all.add(permission("StartByRequest", INVOKE, invoked, "apigateway.amazonaws.com", invoked)));
        trigger.watch(function).ifPresent(watch -> {
            if (watch.notifications().stream().anyMatch(each -> each.containsKey("function"))) {
                all.add(permission(
                        "StartByNotification",
                        INVOKE,
                        invoked,
                        "s3.amazonaws.com",
                        watch.bucket().arn()));
            }
        });
        trigger.receiving(function)
                .filter(receiving -> receiving.service() != null)
                .ifPresent(receiving -> all.add(permission(
                        "SendToQueue",
                        List.of("sqs:SendMessage"),
                        trigger.source(function).orElseThrow().arn(),
                        receiving.service(),
                        receiving.sender().arn())));
        return all;
    }

    private static Permission permission(
            String purpose, List<String> actions, String resource, String service, String source) {
        return new Permission(
                purpose,
                actions,
                resource,
                Map.of("aws:PrincipalServiceName", service, "aws:SourceArn", source).entrySet().stream()
                        .map(key -> new Condition("StringEquals", key.getKey(), List.of(key.getValue())))
                        .toList());
    }
}
