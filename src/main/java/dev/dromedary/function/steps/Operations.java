package dev.dromedary.function.steps;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The steps of a component, each a constant of an enum, by the name behind the component's in a URI. */
public final class Operations {

    private Operations() {}

    /**
     * The step of a name.
     *
     * @param scheme name of the component
     * @param name what stands behind {@code scheme:}
     * @param type the component's steps, one or more
     * @return the step
     * @throws IllegalArgumentException with one sentence that lists the steps, if there is none of that name
     */
    public static <E extends Enum<E>> E of(String scheme, String name, Class<E> type) {
        E[] steps = type.getEnumConstants();
        return Arrays.stream(steps)
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(scheme + ":" + name + ": there is no such step; " + those(steps)));
    }

    private static String those(Enum<?>[] steps) {
        String last = steps[steps.length - 1].name();
        return steps.length == 1
                ? "the step is " + last
                : "the steps are "
                        + Arrays.stream(steps)
                                .limit(steps.length - 1L)
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                        + " and " + last;
    }
}
