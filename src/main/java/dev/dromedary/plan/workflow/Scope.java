package dev.dromedary.plan.workflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which variables there are at a place of a workflow. Those of a branch are not known outside of it, neither in Camel nor in
 * Step Functions; and a branch may not set one that is set around it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Variables</a>
 */
final class Scope {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,63}");

    private final Scope around;
    /** Whether nothing around can be read, as in a part of a split, which gets a copy of what it reads. */
    private final boolean part;

    private final Set<String> set = new LinkedHashSet<>();
    /** What a part reads of what is around it. */
    private final Set<String> copied = new LinkedHashSet<>();

    private String failure;

    private Scope(Scope around, boolean part) {
        this.around = around;
        this.part = part;
    }

    /** That of a whole workflow. */
    static Scope machine() {
        return new Scope(null, false);
    }

    /** That of a branch of this. */
    Scope branch() {
        return new Scope(this, false);
    }

    /** That of a part of a split. */
    Scope part() {
        return new Scope(this, true);
    }

    /** Whether it is within a split. */
    boolean inPart() {
        return part || around != null && around.inPart();
    }

    /** Whether it is that of the whole workflow. */
    boolean isMachine() {
        return around == null;
    }

    /** A copy of what is set, to be brought back. */
    Set<String> known() {
        return new LinkedHashSet<>(set);
    }

    /** Only these are certainly set. */
    void keep(Set<String> certain) {
        set.retainAll(certain);
        set.addAll(certain);
    }

    /** Sets a variable; its name in the state machine. */
    String write(String name) {
        if (!NAME.matcher(name).matches() || name.equals("states")) {
            throw new NotCompiledException("\"" + name
                    + "\" is no name of a variable of a state machine; use letters, digits" + " and underscores.");
        }
        if (around != null && around.has(name)) {
            throw new NotCompiledException(
                    "The variable " + name
                            + " is set before the branches part, and a branch can't change it; give the branch's one another name.");
        }
        set.add(name);
        return name;
    }

    private boolean has(String name) {
        return set.contains(name) || around != null && around.has(name);
    }

    /** A variable that is read. */
    String read(String name) {
        if (set.contains(name)) {
            return "$" + name;
        }
        if (around != null && around.has(name)) {
            if (!part) {
                return around.read(name);
            }
            copied.add(name);
            return "$" + copy(name);
        }
        throw new NotCompiledException(
                "The variable " + name
                        + " may have no value here; set it on every way that leads here. What a branch sets is not known outside of it.");
    }

    private static String copy(String name) {
        return "around_" + name;
    }

    /** What a part reads of what is around it: names within, and what they are around. */
    Map<String, String> copies() {
        Map<String, String> copies = new LinkedHashMap<>();
        copied.forEach(name -> copies.put(copy(name), around.read(name)));
        return copies;
    }

    /** A failure is told as a variable from here on; null if none is. */
    void failure(String variable) {
        failure = variable;
    }

    /** The message of the failure that a doCatch has caught. */
    String failure() {
        if (failure != null) {
            return "$" + failure;
        }
        if (around != null && !part) {
            return around.failure();
        }
        throw new NotCompiledException(
                "There is no failure here that ${exception.message} could tell of; it stands in a" + " doCatch.");
    }

    /** What names the execution, the same however often a state is tried. */
    String execution() {
        return around == null ? "$states.context.Execution.Name" : part ? "$part_key" : around.execution();
    }

    /** What names the first cause. */
    String correlation() {
        if (part) {
            return "$part_correlation";
        }
        return around != null
                ? around.correlation()
                : "($type($states.context.Execution.Input.correlation_id) = 'string' ?"
                        + " $states.context.Execution.Input.correlation_id : $states.context.Execution.Name)";
    }
}
