package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.eventbridge.LambdaEventBridgeComponent;
import dev.dromedary.function.trigger.eventbridge.LambdaEventBridgeEndpoint;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.EndpointUse;
import dev.dromedary.plan.Flow;
import dev.dromedary.plan.Needs;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.TriggerPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code lambda-eventbridge} in the plan: a rule of a bus. */
public final class EventBridgePlan implements TriggerPlan {

    private static final String BUS = "eventbusNameOrArn";
    private static final String BUCKET = "bucket";

    @Override
    public Class<LambdaEventBridgeComponent> component() {
        return LambdaEventBridgeComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaEventBridgeEndpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of("aws2-eventbridge");
    }

    @Override
    public String means() {
        return "which events of a bus start";
    }

    @Override
    public Optional<Set<String>> headers() {
        return Optional.of(Set.of("version", "id", "detail-type", "source", "account", "time", "region", "resources"));
    }

    @Override
    public Body body(Map<String, String> options) {
        return Body.MAP;
    }

    @Override
    public Flow flow(LambdaEndpoint endpoint) {
        return ObjectNeeds.FLOW;
    }

    @Override
    public Optional<String> keys(LambdaEndpoint endpoint) {
        return ObjectNeeds.keys(filter((LambdaEventBridgeEndpoint) endpoint));
    }

    private static KeyFilter filter(LambdaEventBridgeEndpoint endpoint) {
        return KeyFilter.of(endpoint.getBucket(), endpoint.getKeys());
    }

    @Override
    public void needs(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {
        if (from.raw(BUCKET).isPresent()) {
            needs.resource(from, BUCKET, ResourceKind.BUCKET);
        }
        needs.resource(from, BUS, ResourceKind.BUS);
    }

    @Override
    public boolean isAsynchronous(LambdaEndpoint endpoint) {
        return true;
    }

    private static Resource bus(PlannedFunction function) {
        return function.resource(BUS, ResourceKind.BUS);
    }

    @Override
    public String starts(PlannedFunction function) {
        Object types = function.pattern()
                .getOrDefault("detail-type", function.pattern().get("source"));
        return "event on " + bus(function).name() + ": "
                + (types instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : "a pattern");
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        LambdaEventBridgeEndpoint endpoint = (LambdaEventBridgeEndpoint) function.endpoint();
        document.put("bus", bus(function).name())
                .put("pattern", Document.sorted(WorkflowPattern.deployed(function.pattern())));
        ObjectNeeds.describe(function, BUCKET, filter(endpoint), document)
                .put("keyField", endpoint.getEvent().getKeyField());
    }

    @Override
    public Optional<BusRule> rule(PlannedFunction function) {
        return Optional.of(new BusRule(bus(function), WorkflowPattern.deployed(function.pattern())));
    }

    @Override
    public Optional<String> sentBy() {
        return Optional.of("events:PutEvents");
    }
}
