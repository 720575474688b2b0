package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workflow calls routes that answer calls, and nothing but a workflow calls and waits: a function would be paid while it waits. */
final class CallRule implements Rule {

    private static final String INVOKE = "lambda:";
    private static final String START = "workflow:";

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction caller : subject.functions()) {
            for (Map.Entry<Emission, Step> each : caller.needs().emissions().entrySet()) {
                Step step = each.getValue();
                if (each.getKey() instanceof Emission.Call call
                        && step.attribute("uri").startsWith(START)) {
                    workflowFault(subject, call.function().name())
                            .map(step::finding)
                            .ifPresent(findings::add);
                }
                if (each.getKey() instanceof Emission.Call call
                        && step.attribute("uri").startsWith(INVOKE)) {
                    fault(subject, caller, call.function().name())
                            .map(step::finding)
                            .ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static Optional<String> workflowFault(Subject subject, String route) {
        boolean workflow =
                subject.functions().stream().anyMatch(function -> function.id().equals(route) && function.isWorkflow());
        return workflow
                ? Optional.empty()
                : Optional.of("There is no workflow \"" + route
                        + "\" to start; write a route of that id that begins with lambda-workflow.");
    }

    private static Optional<String> fault(Subject subject, PlannedFunction caller, String route) {
        if (!caller.isWorkflow()) {
            return Optional.of(caller.id() + " is a function, which would be paid while it waits for " + route
                    + "; call it in a route that begins with lambda-workflow, or share its steps by direct:.");
        }
        Optional<PlannedFunction> callee = subject.functions().stream()
                .filter(function -> function.id().equals(route))
                .findFirst();
        if (callee.isEmpty()) {
            return Optional.of(
                    "There is no route \"" + route + "\" to call; write one that begins with lambda-direct.");
        }
        return callee.filter(function -> !function.trigger().isCalled())
                .map(
                        function -> route + " begins with " + function.trigger().scheme()
                                + ", which answers no calls; let a route that begins with lambda-direct do the same by direct:.");
    }
}
