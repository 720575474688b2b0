package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes through all that a function's route can reach: every step of every branch, the routes that it calls, and the error
 * handling around them. Steps are walked by the structure that all have in common, so that one of a later Camel is walked,
 * too; only those that change headers or choose between branches are known by name.
 */
final class Walk {

    /** Expressions of these steps name endpoints. */
    static final Set<String> NAMING = Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");
    /** They run beside the steps around them, at a time that is not known. */
    private static final Set<String> BESIDE = Set.of(
            "onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint", "errorHandler");
    /** What they send and change stays with a copy of the message, or with one of several. */
    private static final Set<String> APART = Set.of("multicast", "split", "loadBalance", "recipientList");

    /** They may let nothing through, but nothing twice. */
    private static final Set<String> AT_MOST_ONCE = Set.of(
            "filter", "idempotentConsumer", "circuitBreaker", "onFallback", "saga", "throttle", "delay", "threads");

    private static final Set<String> BODY_CHANGES =
            Set.of("setBody transform marshal unmarshal convertBodyTo bean process script to toD".split(" "));

    private final FunctionRoutes routes;
    private final Consumer<StepUse> visitor;
    private final Map<Call, Flow> calls = new HashMap<>();
    private Flow anywhere = Flow.EMPTY;

    private record Call(Step route, Flow before) {}

    /**
     * A walk.
     *
     * @param visitor gets each step with what is known of the headers before it
     */
    Walk(FunctionRoutes routes, Consumer<StepUse> visitor) {
        this.routes = routes;
        this.visitor = visitor;
    }

    /** Walks the whole function. */
    void start(Flow trigger) {
        anywhere = trigger;
        visitor.accept(new StepUse(routes.from(), List.of(), trigger));
        route(routes.route(), trigger);
        for (Step configuration : routes.configurations()) {
            beside(configuration);
        }
    }

    private Flow route(Step route, Flow before) {
        Call call = new Call(route, before);
        Flow known = calls.get(call);
        if (known != null) {
            return known;
        }
        // A route that calls itself ends here.
        calls.put(call, before);
        visitor.accept(new StepUse(route, List.of(), before));
        List<Step> steps = route.children().stream()
                .filter(step -> !BESIDE.contains(step.name()))
                .toList();
        Flow after = sequence(steps, before);
        route.children().stream().filter(step -> BESIDE.contains(step.name())).forEach(this::beside);
        calls.put(call, after);
        return after;
    }

    /** Error handling may begin after any step, with the headers that were there. */
    private void beside(Step step) {
        step(step, anywhere);
    }

    private Flow sequence(List<Step> steps, Flow before) {
        Flow flow = before;
        for (Step step : steps) {
            flow = step(step, flow);
            anywhere = anywhere.or(flow);
        }
        return flow;
    }

    private Flow step(Step step, Flow before) {
        if (step.name().equals("from")) {
            return before;
        }
        List<String> endpoints = EndpointNames.of(step, NAMING.contains(step.name()));
        visitor.accept(new StepUse(step, endpoints, before));
        Flow flow = before;
        for (String endpoint : endpoints) {
            flow = call(step, endpoint, flow);
        }
        return switch (step.name()) {
            case "setHeader" -> flow.with(step.attribute("name"), value(step));
            case "setHeaders" -> {
                for (Step each : step.children()) {
                    flow = flow.with(each.attribute("name"), value(each));
                }
                yield flow;
            }
            case "removeHeader" -> flow.without(step.attribute("name"), "");
            case "removeHeaders" -> flow.without(step.attribute("pattern"), step.attribute("excludePattern"));
            case "choice" -> choice(step, flow);
            case "doTry" -> doTry(step, flow);
            case "to", "toD", "process", "bean", "script" -> OwnSteps.after(step, flow, routes.settings());
            case "wireTap", "enrich", "pollEnrich" -> before.or(flow);
            default -> others(step, flow);
        };
    }

    /** What a step sets a header to. */
    private static HeaderValue value(Step step) {
        return step.children().stream()
                .findFirst()
                .filter(expression -> expression.name().matches("constant|simple"))
                .map(expression -> HeaderValue.of(expression.text()))
                .orElse(HeaderValue.UNKNOWN);
    }

    private Flow call(Step step, String endpoint, Flow before) {
        Flow after = before;
        for (Step called : routes.called(step, endpoint)) {
            after = route(called, before);
        }
        return step.name().equals("to") ? after : before.or(after);
    }

    private Flow others(Step step, Flow before) {
        Flow start = BODY_CHANGES.contains(step.name()) ? OwnSteps.bodyChanged(before) : before;
        if (step.children().isEmpty()) {
            return start;
        }
        if (APART.contains(step.name())) {
            Flow after = start;
            for (Step child : step.children()) {
                after = after.or(step(child, start.or(after)));
            }
            return after;
        }
        Flow once = sequence(step.children(), start);
        if (step.name().equals("pipeline")
                || step.name().equals("step")
                || step.name().equals("steps")) {
            return once;
        }
        if (AT_MOST_ONCE.contains(step.name())) {
            return start.or(once);
        }
        // A loop may run again with what it has left.
        return start.or(once.equals(start) ? once : once.or(sequence(step.children(), start.or(once))));
    }

    private Flow choice(Step choice, Flow before) {
        List<Flow> ends = new ArrayList<>();
        for (Step branch : choice.children()) {
            visitor.accept(new StepUse(branch, List.of(), before));
            ends.add(sequence(branch.children(), before));
        }
        if (choice.child("otherwise").isEmpty()) {
            ends.add(before);
        }
        return ends.stream().reduce(Flow::or).orElse(before);
    }

    private Flow doTry(Step doTry, Flow before) {
        List<Step> tried = doTry.children().stream()
                .filter(step -> !step.name().equals("doCatch") && !step.name().equals("doFinally"))
                .toList();
        Flow flow = before;
        Flow failed = before;
        for (Step step : tried) {
            flow = step(step, flow);
            failed = failed.or(flow);
        }
        Flow after = flow;
        for (Step step : doTry.children()) {
            if (step.name().equals("doCatch")) {
                visitor.accept(new StepUse(step, List.of(), failed));
                after = after.or(sequence(step.children(), failed));
            }
        }
        for (Step step : doTry.children()) {
            if (step.name().equals("doFinally")) {
                after = sequence(step.children(), after);
            }
        }
        anywhere = anywhere.or(after).or(failed);
        return after;
    }

    /**
     * A step at the place where a walk has met it.
     *
     * @param step the step
     * @param endpoints the endpoints that it names, placeholders unresolved
     * @param flow what is known of the headers before it
     */
    record StepUse(Step step, List<String> endpoints, Flow flow) {}
}
