package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles steps that are one state each.
 *
 * @param around what the workflow's folder knows
 */
record Tasks(Around around) {

    private static final String INVOKE = "arn:${partition}:states:::lambda:invoke";
    private static final String FUNCTION =
            "arn:${partition}:lambda:${region}:${account}:function:%s-${environment}:live";
    private static final String REPLY = "$states.result.Payload.body";

    private static final int SECOND = 1000;

    /** A call of a route: a Task, tried again as the error handling says. */
    Fragment invoke(Step step, Map<String, String> options, Place place) {
        String route = around.resolve(options.getOrDefault("route", ""));
        if (route.isBlank() || route.contains("$")) {
            throw new NotCompiledException(
                    "A state machine has to know whom it calls; name one route in the option route.");
        }
        String send = step.attribute("variableSend");
        String body = send.isEmpty() ? Jsonata.INPUT : place.values().function("variable." + send);
        String receive = step.attribute("variableReceive");
        String name = place.states().name(Compilation.named(step, route));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("correlation_id", Jsonata.expression(place.scope().correlation()));
        payload.put(
                "idempotency_key", Jsonata.expression(place.scope().execution() + " & " + Jsonata.text("/" + name)));
        payload.put("body", Jsonata.expression(body));
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("FunctionName", String.format(FUNCTION, route));
        arguments.put("Payload", payload);
        Map<String, Object> task = Compilation.state("Task", step);
        task.put("Resource", INVOKE);
        task.put("Arguments", arguments);
        if (receive.isEmpty()) {
            task.put("Output", Jsonata.expression(REPLY));
        } else {
            task.put("Assign", Map.of(place.scope().write(receive), Jsonata.expression(REPLY)));
            task.put("Output", Jsonata.expression(Jsonata.INPUT));
        }
        if (place.retried()) {
            List<Map<String, Object>> retriers = RetryRule.of(around);
            if (!retriers.isEmpty()) {
                task.put("Retry", retriers);
            }
        }
        List<Map<String, Object>> catchers = place.catching().catchers(body);
        if (!catchers.isEmpty()) {
            task.put("Catch", catchers);
        }
        place.states().put(name, task);
        return Fragment.of(name, task);
    }

    /** Another body. */
    Fragment body(Step step, String value, Place place) {
        Map<String, Object> pass = Compilation.state("Pass", step);
        pass.put("Output", Jsonata.expression(value));
        return Fragment.of(place.states().add(Compilation.named(step, "body"), pass), pass);
    }

    /** A variable. */
    Fragment variable(Step step, String value, Place place) {
        String variable = place.scope().write(step.attribute("name"));
        Map<String, Object> pass = Compilation.state("Pass", step);
        pass.put("Assign", Map.of(variable, Jsonata.expression(value)));
        return Fragment.of(place.states().add(Compilation.named(step, "set " + variable), pass), pass);
    }

    /** A wait of whole seconds. */
    Fragment delay(Step step, Place place) {
        Map<String, Object> wait = Compilation.state("Wait", step);
        Optional<String> constant = step.children().stream()
                .filter(child -> child.name().matches("constant|simple"))
                .map(child -> around.resolve(child.text()).strip())
                .filter(text -> text.matches("\\d{1,12}"))
                .findFirst();
        if (constant.isEmpty()) {
            throw new NotCompiledException(
                    "A state machine has to know how long it waits; write milliseconds, or a property that holds them.");
        }
        long milliseconds = Long.parseLong(constant.get());
        if (milliseconds % SECOND != 0) {
            throw new NotCompiledException(
                    "Step Functions waits for whole seconds; write milliseconds that end with 000, not " + milliseconds
                            + ".");
        }
        if (milliseconds == 0) {
            return Fragment.EMPTY;
        }
        wait.put("Seconds", milliseconds / SECOND);
        return Fragment.of(place.states().add(Compilation.named(step, "wait"), wait), wait);
    }

    /** The end. In a branch Camel would go on with the others. */
    Fragment stop(Step step, Place place) {
        if (!place.scope().isMachine()) {
            throw new NotCompiledException(
                    "In a branch stop ends the branch only; leave it out, and put what follows into a choice.");
        }
        Map<String, Object> succeed = Compilation.state("Succeed", step);
        return new Fragment(place.states().add(Compilation.named(step, "stop"), succeed), List.of());
    }

    /** A failure: caught by a doCatch around it, or that of the branch or the workflow. */
    Fragment raise(Step step, Place place) {
        String thrown = step.attribute("exceptionType");
        if (thrown.isBlank()) {
            throw new NotCompiledException("A state machine fails with a message; name exceptionType and message.");
        }
        String message = place.values().text(around.resolve(step.attribute("message")));
        Optional<Catching.Clause> clause = place.catching().of(thrown, around);
        if (clause.isPresent()) {
            Map<String, Object> pass = Compilation.state("Pass", step);
            if (clause.get().failure() != null) {
                pass.put("Assign", Map.of(clause.get().failure(), Jsonata.expression(message)));
            }
            clause.get().ends().add(new Fragment.End(pass, "Next", false));
            return new Fragment(place.states().add(Compilation.named(step, "throw"), pass), List.of());
        }
        Map<String, Object> fail = Compilation.state("Fail", step);
        fail.put("Error", thrown);
        fail.put("Cause", Jsonata.expression(message));
        return new Fragment(place.states().add(Compilation.named(step, "fail"), fail), List.of());
    }
}
