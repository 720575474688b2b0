package dev.dromedary.plan;

import java.util.Map;

/** What triggers were called before each had a component of its own. */
public final class FormerNames {

    /** The component of them all. */
    public static final String SCHEME = "lambda";

    private static final Map<String, String> NOW = Map.of(
            "s3", "lambda-s3:BUCKET",
            "queue", "lambda-sqs:QUEUE",
            "stream", "lambda-kinesis:STREAM",
            "event", "lambda-eventbridge:BUS",
            "http", "lambda-http:PATH, with the option method",
            "schedule", "lambda-schedule:NAME");

    private FormerNames() {}

    /** What a URI of that component is called now. */
    static String sentence(String uri) {
        String name = uri.replaceFirst("^lambda:/*", "").replaceFirst("[?/].*", "");
        String now = NOW.get(name);
        return now == null
                ? "There is no component \"lambda\"; the triggers are "
                        + String.join(
                                ", ",
                                TriggerPlan.all().stream()
                                        .map(TriggerPlan::scheme)
                                        .toList()) + "."
                : "lambda:" + name + " is called " + now + " now.";
    }
}
