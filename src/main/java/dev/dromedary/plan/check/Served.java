package dev.dromedary.plan.check;

import dev.dromedary.plan.TriggerPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/** What a function can serve, and what to use in place of what it can't. */
final class Served {

    private static final String GOES_ON =
            "would go on when the function has returned, and Lambda stops it then; use direct:, or send"
                    + " to a queue with aws2-sqs that another route reads";

    private static final String STARTS = "starts routes, and no step can send to it";

    /** What to do in place of sending to an endpoint that a function can't serve. */
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("seda", GOES_ON),
            Map.entry("vm", GOES_ON),
            Map.entry("disruptor", GOES_ON),
            Map.entry("timer", STARTS),
            Map.entry("scheduler", STARTS),
            Map.entry("quartz", STARTS),
            Map.entry("cron", STARTS),
            Map.entry(
                    "platform-http",
                    "answers requests, and no step can send to it; what the route leaves in the body is"
                            + " the answer of a lambda-http route"),
            Map.entry(
                    "mock",
                    "is for Camel's own tests, and a function does not hold it; what a route does is expected in"
                            + " its *.test.yaml"),
            Map.entry("stub", "is for Camel's own tests, and a function does not hold it"),
            Map.entry("dataset", "is for Camel's own tests, and a function does not hold it"),
            Map.entry("controlbus", "is not part of a function, whose route is started and stopped by Lambda"),
            Map.entry("docker", "needs a daemon, and a function has none; call a service"),
            Map.entry("exec", "is not part of a function, which has no programs to run; use a step, or a bean"));

    /** Whatever is added to functions; the others are served where their component is there. */
    private static final Set<String> NEVER = Set.of(
            "seda vm disruptor timer scheduler quartz cron platform-http controlbus mock stub dataset".split(" "));

    private static final String KAMELET = "kamelet";

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private static final Set<String> FOLDERS = Set.of("file");

    private Served() {}

    /** The sentence about a route that begins with what is no trigger. */
    static String trigger(String scheme, String path) {
        String instead = TriggerPlan.all().stream()
                .filter(trigger -> trigger.standsFor().stream()
                        .anyMatch(each -> each.equals(scheme)
                                || scheme.equals(KAMELET) && (scheme + ":" + path).startsWith(each)))
                .findFirst()
                .map(trigger -> trigger.scheme() + ", " + trigger.means())
                .orElse(
                        scheme.equals("seda")
                                ? "direct:, which is called in the same invocation, or lambda-sqs"
                                : null);
        return "The route begins with \"" + scheme + ":\", and a function is started by a trigger alone; use "
                + (instead == null ? "one of " + triggers() : instead) + ".";
    }

    private static String triggers() {
        return TriggerPlan.all().stream().map(TriggerPlan::scheme).collect(Collectors.joining(", "));
    }

    /** The sentence about a step that sends to what a function can't serve; empty if it can, as far as is known. */
    static Optional<String> step(String scheme, String path) {
        if (FOLDERS.contains(scheme)) {
            // What a path begins with is lost to Camel's way to write URIs: file:/tmp and file:///tmp are one.
            return path.matches("tmp(/.*)?")
                    ? Optional.empty()
                    : Optional.of("The endpoint \"" + scheme + ":" + path
                            + "\" is a folder, and a function can write nothing but /tmp, which is gone with it; use"
                            + " aws2-s3 with a bucket and keyName.");
        }
        if (scheme.startsWith(TriggerPlan.PREFIX)) {
            return Optional.of("The endpoint \"" + scheme + ":" + path
                    + "\" starts a function, and no step can send to it; use direct: with the id of a route that begins with"
                    + " direct:, or send an event or a message.");
        }
        boolean there = !NEVER.contains(scheme) && !Library.misses(COMPONENTS, scheme);
        return Optional.ofNullable(there ? null : STEPS.get(scheme))
                .map(why -> "The endpoint \"" + scheme + ":" + path + "\" " + why + ".");
    }

    /** The sentence about a component that Camel has and the function has not. */
    static String absent(CamelCatalog catalog, String scheme) {
        ComponentModel model = catalog.componentModel(scheme);
        String artifact = model == null ? "camel-" + scheme : model.getArtifactId();
        return "Camel has a component \"" + scheme + "\", but the function does not hold it; " + Library.add(artifact);
    }
}
