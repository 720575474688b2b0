package dev.dromedary.desk.cloud.iam;

/**
 * A call that a function's role did not allow.
 *
 * @param route id of the route
 * @param step the step that made the call, with its place
 * @param action such as {@code s3:PutObject}; of an operation that has no entry in {@link Actions}, the operation
 * @param resource its ARN
 * @param remedy what to do about it, as the end of a sentence
 */
public record Denial(String route, String step, String action, String resource, String remedy) {

    /** One sentence: route, step, action, resource, and what to do. */
    public String sentence() {
        return route + " may not call " + action + " on " + resource + ", which " + step + " asks for; " + remedy + ".";
    }
}
