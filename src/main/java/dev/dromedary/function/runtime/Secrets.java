package dev.dromedary.function.runtime;

/**
 * Where values come from that must not be in a function's environment. Bound in the registry as {@value #NAME} by {@link
 * Services}.
 */
public interface Secrets {

    /** The name in the registry. */
    String NAME = "secrets";

    /** Kinds of them. */
    enum Kind {
        /** A secret of AWS Secrets Manager. */
        secret,
        /** A parameter of AWS Systems Manager's Parameter Store. */
        parameter
    }

    /**
     * What a route reads.
     *
     * @param kind what it is
     * @param property the property that the route names
     * @param inAws what the property holds: the name in AWS
     */
    record Name(Kind kind, String property, String inAws) {}

    /**
     * Tells that the route reads a value; called when the route is loaded, so that a desk can say at once what is missing.
     * Must not make a call to AWS.
     *
     * @param name what it reads
     * @throws IllegalArgumentException with one sentence, if it can be said already that there is none
     */
    default void expect(Name name) {}

    /**
     * Reads a value; called each time when an expression of the route is evaluated.
     *
     * @param name what it reads
     * @return the value
     * @throws IllegalStateException with one sentence, if there is none
     */
    String value(Name name);
}
