package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compiles {@code doTry}: catchers of the states in it lead to what its {@code doCatch} do. */
final class Tries {

    private final Around around;
    private final Compilation compilation;
    private int number;

    Tries(Around around, Compilation compilation) {
        this.around = around;
        this.compilation = compilation;
    }

    Fragment compile(Step step, Place place) {
        List<Step> tried = new ArrayList<>();
        List<Step> catches = new ArrayList<>();
        for (Step child : step.children()) {
            switch (child.name()) {
                case "doCatch" -> catches.add(child);
                case "doFinally" ->
                    throw new NotCompiledException(
                            "A state machine has no doFinally; write its steps behind the doTry, and in its doCatch.");
                default -> tried.add(child);
            }
        }
        Set<String> thrown = new LinkedHashSet<>();
        tried.forEach(each -> collect(each, thrown));
        List<Catching.Clause> clauses = new ArrayList<>();
        for (Step each : catches) {
            clauses.add(clause(each, thrown));
        }
        Ways ways = new Ways(place.scope());
        Set<String> before = place.scope().known();
        ways.begin();
        Fragment all =
                compilation.sequence(tried, place.caughtBy(place.catching().within(clauses)));
        ways.end(all.isFinal());
        List<Fragment.End> ends = new ArrayList<>(all.ends());
        for (int i = 0; i < catches.size(); i++) {
            place.scope().keep(before);
            ends.addAll(caught(catches.get(i), clauses.get(i), place, ways));
        }
        ways.join();
        return all.isEmpty() ? all : all.endingIn(ends);
    }

    private Catching.Clause clause(Step step, Set<String> thrown) {
        if (step.child("onWhen").isPresent()) {
            throw new NotCompiledException(
                    "A state machine can't look at a failure before it is caught; put a choice into the doCatch.");
        }
        List<String> exceptions = step.children().stream()
                .filter(child -> child.name().equals("exception"))
                .map(child -> child.text().strip())
                .toList();
        List<String> errors =
                Errors.caught(exceptions.isEmpty() ? List.of("java.lang.Exception") : exceptions, thrown, around);
        if (errors.isEmpty()) {
            throw new NotCompiledException("Nothing in this doTry fails with " + String.join(", ", exceptions)
                    + "; catch java.lang.Exception, " + Errors.ROUTE_FAILED
                    + " (a route that was called has failed), or what a throwException names.");
        }
        boolean told = reads(step);
        return new Catching.Clause(
                exceptions.isEmpty() ? List.of("java.lang.Exception") : exceptions,
                errors,
                told ? "failure_message" + (++number == 1 ? "" : "_" + number) : null,
                new ArrayList<>());
    }

    private List<Fragment.End> caught(Step step, Catching.Clause clause, Place place, Ways ways) {
        if (clause.ends().isEmpty()) {
            around.finding(
                    step,
                    "Nothing leads to this doCatch: the steps of its doTry do not fail so, or one before it"
                            + " catches all.");
            return List.of();
        }
        place.scope().failure(clause.failure());
        List<Step> steps = step.children().stream()
                .filter(child -> !child.name().equals("exception"))
                .toList();
        Fragment handler = compilation.sequence(steps, place.caughtBy(place.catching()));
        place.scope().failure(null);
        ways.end(handler.isFinal());
        if (handler.isEmpty()) {
            return clause.ends();
        }
        clause.ends().forEach(end -> end.leadTo(handler.entry()));
        return handler.ends();
    }

    /** The classes that steps throw by themselves. */
    private static void collect(Step step, Set<String> thrown) {
        if (step.name().equals("throwException")
                && !step.attribute("exceptionType").isBlank()) {
            thrown.add(step.attribute("exceptionType"));
        }
        step.children().forEach(child -> collect(child, thrown));
    }

    private static boolean reads(Step step) {
        return step.text().contains("exception.message")
                || step.attributes().values().stream().anyMatch(text -> text.contains("exception.message"))
                || step.children().stream().anyMatch(Tries::reads);
    }
}
