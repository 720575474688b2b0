package dev.dromedary.fake;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.TriggerPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lambda-fake} in the plan: a rule of the default bus. */
public final class FakePlan implements TriggerPlan {

    @Override
    public Class<LambdaFakeComponent> component() {
        return LambdaFakeComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaFakeEndpoint.SCHEME;
    }

    @Override
    public String means() {
        return "which a parcel at a door starts";
    }

    @Override
    public Optional<Set<String>> headers() {
        return Optional.of(Set.of("parcel"));
    }

    @Override
    public Body body(Map<String, String> options) {
        return Body.MAP;
    }

    @Override
    public boolean isAsynchronous(LambdaEndpoint endpoint) {
        return true;
    }

    @Override
    public String starts(PlannedFunction function) {
        return "fake " + ((LambdaFakeEndpoint) function.endpoint()).door();
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        document.put("door", ((LambdaFakeEndpoint) function.endpoint()).door());
    }

    @Override
    public Optional<BusRule> rule(PlannedFunction function) {
        return Optional.of(new BusRule(new Resource(ResourceKind.BUS, "default", true), function.pattern()));
    }
}
