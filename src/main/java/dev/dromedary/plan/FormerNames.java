package dev.dromedary.plan;

import java.util.Map;
import java.util.Optional;

/** What triggers were called before each had a component of its own. */
public final class FormerNames {

    /** The component of them all; what it has now are steps. */
    public static final String SCHEME = "lambda";

    private static final Map<String, String> NOW = Map.of(
            "s3", "lambda-s3:BUCKET",
            "queue", "lambda-sqs:QUEUE",
            "stream", "lambda-kinesis:STREAM",
            "event", "lambda-eventbridge:BUS",
            "http", "lambda-http:PATH, with the option method",
            "schedule", "lambda-schedule:NAME");

    private FormerNames() {}

    /** What a URI of that component is called now; empty if it never was a trigger. */
    static Optional<String> sentence(String uri) {
        String name = uri.replaceFirst("^lambda:/*", "").replaceFirst("[?/].*", "");
        return Optional.ofNullable(NOW.get(name)).map(now -> "lambda:" + name + " is called " + now + " now.");
    }
}
