package dev.dromedary.function.tracing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The trace that an invocation belongs to.
 *
 * @param text as it came: {@code Root=1-…;Parent=…;Sampled=1}, and what AWS has behind it
 * @param root id of the trace
 * @param parent id of the segment that Lambda itself records
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing header</a>
 */
record TraceHeader(String text, String root, String parent) {

    /**
     * Where Lambda's runtime for Java has the header of the invocation at hand: an environment variable can't change.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">_X_AMZN_TRACE_ID</a>
     */
    private static final String SYSTEM_PROPERTY = "com.amazonaws.xray.traceHeader";

    /** The header of the invocation at hand; empty if X-Ray does not want this trace. */
    static Optional<TraceHeader> sampled() {
        return sampled(System.getProperty(SYSTEM_PROPERTY, ""));
    }

    static Optional<TraceHeader> sampled(String text) {
        Map<String, String> fields = Arrays.stream(text.split(";"))
                .map(field -> field.strip().split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> field[1], (first, second) -> first));
        String root = fields.getOrDefault("Root", "");
        String parent = fields.getOrDefault("Parent", "");
        boolean wanted = "1".equals(fields.get("Sampled"))
                && root.matches("1-[0-9a-f]{8}-[0-9a-f]{24}")
                && parent.matches("[0-9a-f]{16}");
        return wanted ? Optional.of(new TraceHeader(text, root, parent)) : Optional.empty();
    }

    /** The header for a call that is made within another segment. */
    String within(String id) {
        return text.replace("Parent=" + parent, "Parent=" + id);
    }
}
