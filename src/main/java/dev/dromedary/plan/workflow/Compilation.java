package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles the steps of one workflow. */
final class Compilation {

    private final Around around;
    private final Tasks tasks;
    private final Branches branches;
    private final Tries tries;
    /** The routes that a direct: has led into. */
    private final Deque<String> within = new ArrayDeque<>();

    Compilation(Around around, MachineOptions options) {
        this.around = around;
        this.tasks = new Tasks(around);
        this.branches = new Branches(around, options, this);
        this.tries = new Tries(around, this);
    }

    /** Steps, one after the other. What stands behind the end of all is never reached. */
    Fragment sequence(List<Step> steps, Place place) {
        Fragment all = Fragment.EMPTY;
        for (Step step : steps) {
            if (all.isFinal()) {
                around.finding(step, "This step is never reached, as what stands before it ends the workflow.");
                break;
            }
            try {
                all = all.then(step(step, place));
            } catch (NotCompiledException e) {
                around.finding(step, e.getMessage());
            }
        }
        return all;
    }

    private Fragment step(Step step, Place place) {
        return switch (step.name()) {
            case "log" -> Fragment.EMPTY;
            case "step", "pipeline" -> sequence(step.children(), place);
            case "to" -> to(step, place);
            case "setBody", "transform" -> tasks.body(step, Expressions.of(step, place, around), place);
            case "setVariable" -> tasks.variable(step, Expressions.of(step, place, around), place);
            case "setVariables" -> variables(step, place);
            case "delay" -> tasks.delay(step, place);
            case "stop" -> tasks.stop(step, place);
            case "throwException" -> tasks.raise(step, place);
            case "choice" -> branches.choice(step, place);
            case "filter" -> branches.filter(step, place);
            case "multicast" -> branches.multicast(step, place);
            case "split" -> branches.split(step, place);
            case "doTry" -> tries.compile(step, place);
            case "setHeader", "setHeaders", "setProperty", "removeHeader", "removeHeaders", "removeProperty" ->
                throw new NotCompiledException(
                        "A state machine has no headers and properties; keep what is needed later by setVariable.");
            case "idempotentConsumer" ->
                throw new NotCompiledException("A workflow is started once by the name of its execution; leave"
                        + " idempotentConsumer to the routes that it calls.");
            case "onException",
                    "onCompletion",
                    "errorHandler",
                    "intercept",
                    "interceptFrom",
                    "interceptSendToEndpoint" ->
                throw new NotCompiledException(
                        "A state machine has no " + step.name() + "; put doTry and doCatch around the steps.");
            default ->
                throw new NotCompiledException("A state machine has no " + step.name()
                        + "; let a route do it that begins with lambda-direct, and call that by lambda:invoke.");
        };
    }

    private Fragment variables(Step step, Place place) {
        Fragment all = Fragment.EMPTY;
        for (Step each : step.children()) {
            all = all.then(tasks.variable(each, Expressions.of(each, place, around), place));
        }
        return all;
    }

    private Fragment to(Step step, Place place) {
        String uri = step.attribute("uri");
        String name = uri.replaceFirst("^([^:]+):(//)?", "$1:").replaceFirst("[?].*", "");
        if (name.equals("lambda:invoke")) {
            return tasks.invoke(step, around.options(uri), place);
        }
        if (name.equals("body:select")) {
            String fields = around.resolve(around.options(uri).getOrDefault("fields", ""));
            return tasks.body(step, new FieldsObject(place.values()).of(fields), place);
        }
        if (name.startsWith("log:")) {
            return Fragment.EMPTY;
        }
        if (name.startsWith("direct:")) {
            return direct(step, uri, place);
        }
        throw new NotCompiledException("A workflow only calls routes; let one that begins with lambda-direct send to "
                + name + ", and call that by lambda:invoke.");
    }

    /** A route of the same workflow: its steps stand in the place of the call. */
    private Fragment direct(Step step, String uri, Place place) {
        if (!step.attribute("variableSend").isEmpty()
                || !step.attribute("variableReceive").isEmpty()) {
            throw new NotCompiledException(
                    "variableSend and variableReceive can't be told of a direct: route; set the body"
                            + " before it, and a variable behind it.");
        }
        if (within.contains(uri)) {
            throw new NotCompiledException("The route calls itself here, which a state machine can't.");
        }
        within.push(uri);
        try {
            List<Step> steps = new ArrayList<>();
            around.beginningWith(uri).forEach(route -> route.children().stream()
                    .filter(each -> !each.name().equals("from") && !isOfAll(each))
                    .forEach(steps::add));
            return sequence(steps, place.inRoute());
        } finally {
            within.pop();
        }
    }

    /** Error handling that stands in a route because it holds for all: calls are tried again by it. */
    private boolean isOfAll(Step step) {
        return around.configurations().stream()
                .flatMap(configuration -> configuration.children().stream())
                .anyMatch(each -> each.name().equals(step.name())
                        && each.file().equals(step.file())
                        && each.line() == step.line());
    }

    /** A state of a type, which tells what the step's author says about it. */
    static Map<String, Object> state(String type, Step step) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("Type", type);
        String comment =
                step.attribute("description").isBlank() ? step.attribute("note") : step.attribute("description");
        if (!comment.isBlank()) {
            state.put("Comment", comment.strip());
        }
        return state;
    }

    /**
     * What a state is called: as the step's id, or else after what it does. An id that an editor gave to a step on saving ({@code
     * to-1234}) is no name: a save would give the state another one, and with it the calls that are under way.
     */
    static String named(Step step, String otherwise) {
        String id = step.attribute("id");
        return id.isBlank() || id.matches("[A-Za-z]+-[0-9]+") ? otherwise : id;
    }
}
