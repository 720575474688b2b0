package dev.dromedary.function.runtime;

/**
 * Where values come from that are read when a route runs: those that must not be in a function's environment, and settings,
 * which change without a deployment. Bound in the registry as {@value #NAME} by {@link Services}.
 */
public interface Secrets {

    /** The name in the registry. */
    String NAME = "secrets";

    /** Kinds of them. */
    enum Kind {
        /** A secret of AWS Secrets Manager. */
        secret,
        /** A parameter of AWS Systems Manager's Parameter Store. */
        parameter,
        /** A parameter, too, but one that need not be there, as it has a default. */
        setting
    }

    /**
     * What a route reads.
     *
     * @param kind its kind
     * @param property the property that the route names
     * @param inAws the name in AWS
     * @param otherwise the value of a setting that is not there; empty for the other kinds, which have to be there
     */
    record Name(Kind kind, String property, String inAws, String otherwise) {

        /** A secret, or a parameter that has to be there. */
        public Name(Kind kind, String property, String inAws) {
            this(kind, property, inAws, "");
        }
    }

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
