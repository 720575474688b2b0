package dev.dromedary.plan.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The states of a machine or of one of its branches, whose names are unlike in the whole machine. */
final class States {

    /** Characters of a name: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html */
    private static final int LONGEST = 80;

    private final Set<String> names;
    private final Map<String, Object> states = new LinkedHashMap<>();

    /** @param names those that are used in the machine */
    States(Set<String> names) {
        this.names = names;
    }

    /** Of a branch. */
    States inside() {
        return new States(names);
    }

    /** A name that no state has yet. */
    String name(String wanted) {
        String stem = wanted.length() > LONGEST - 4 ? wanted.substring(0, LONGEST - 4) : wanted;
        String name = stem;
        for (int number = 2; !names.add(name); number++) {
            name = stem + " " + number;
        }
        return name;
    }

    /** Adds a state; its name. */
    String add(String wanted, Map<String, Object> state) {
        String name = name(wanted);
        states.put(name, state);
        return name;
    }

    /** Adds a state under a name of {@link #name}. */
    void put(String name, Map<String, Object> state) {
        states.put(name, state);
    }

    Map<String, Object> all() {
        return states;
    }
}
