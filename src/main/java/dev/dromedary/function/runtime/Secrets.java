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

    /** What a route reads: its kind, the property that the route names, and what that holds, the name in AWS. */
    record Name(Kind kind, String property, String inAws) {}

    /**
     * Tells that the route reads a value; called when the route is loaded, so that a desk can say at once what is
     * missing. Must not make a call to AWS.
     *
     * @throws IllegalArgumentException with one sentence, if it can be said already that there is none
     */
    default void expect(Name name) {}

    /**
     * Reads a value; called each time when an expression of the route is evaluated.
     *
     * @throws IllegalStateException with one sentence, if there is none
     */
    String value(Name name);
}
