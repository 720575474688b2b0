package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.FormerNames;
import dev.dromedary.plan.TriggerPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Routes and steps that a function can't serve: it is started by its trigger, ends with its route, and keeps nothing from
 * one invocation to the next.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Life of an environment</a>
 */
final class ServedCheck implements Check {

    /** What a wrong name of a trigger is, EndpointsCheck says. */
    private static final Set<String> STARTS = Set.of("direct", FormerNames.SCHEME);

    private static final String ENDS = " would go on when the function has returned, and Lambda stops it then; ";

    /** Steps that need what a function has not, or that outlive an invocation, by Camel's name of their definition. */
    private static final Map<String, String> STEPS = Map.of(
            "CircuitBreakerDefinition",
            "\"circuitBreaker\" needs a library that the function does not hold; let the error handling try again"
                    + " (onException, doTry), or add camel-resilience4j to pom.xml.",
            "SagaDefinition",
            "\"saga\" needs a coordinator that outlives an invocation, and a function has none; send events, or undo in"
                    + " doCatch.",
            "TransactedDefinition",
            "\"transacted\" needs a transaction manager, and a function has none; leave it out.",
            "ThreadsDefinition",
            "\"threads\"" + ENDS + "leave it out, or send to a queue with aws2-sqs that another route reads.",
            "WireTapDefinition",
            "\"wireTap\"" + ENDS + "use multicast or to, or send to a queue with aws2-sqs that another route reads.",
            // What it hands on is an exchange of its own, in a split as well:
            // https://camel.apache.org/components/next/eips/aggregate-eip.html
            "AggregateDefinition",
            "\"aggregate\" hands on what it has gathered apart from the message: a failure there fails nothing, and what is not"
                    + " complete is lost with the function; gather by the aggregationStrategy of a split, and let the trigger"
                    + " bring more at once (batchSize).",
            "ResequenceDefinition",
            "\"resequence\" keeps messages for others that another invocation may bring, and they are lost with the"
                    + " function; use a FIFO queue, whose order Lambda keeps.",
            "RestDefinition",
            "\"rest\" answers requests of a server, and a function has none; use a route from lambda-http for each path.",
            "PollEnrichDefinition",
            "\"pollEnrich\" waits for messages of a consumer, and a function has its trigger alone; use enrich, with"
                    + " operation: getObject for an object of aws2-s3.",
            "PollDefinition",
            "\"poll\" waits for messages of a consumer, and a function has its trigger alone; use to, with operation:"
                    + " getObject for an object of aws2-s3.");

    /** What Camel looks for to break circuits. */
    private static final String BREAKER = "META-INF/services/org/apache/camel/model/";

    private final boolean breaks = !Library.misses(BREAKER, "CircuitBreakerDefinition");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (Element element : routes.elements()) {
            Optional.ofNullable(STEPS.get(element.type()))
                    .filter(said -> !breaks || !element.type().equals("CircuitBreakerDefinition"))
                    .ifPresent(said -> findings.add(element.finding(element.value(), said)));
            switch (element.type()) {
                case "RouteDefinition" -> route(routes, element, findings);
                case "RouteFromDefinition", "RouteFromDefinitionDeserializer" -> bare(routes, element, findings);
                default -> {
                    // A function can serve it, as far as is known here.
                }
            }
        }
    }

    private static void route(RoutesText routes, Element route, List<Finding> findings) {
        route.from().ifPresent(uri -> trigger(routes, route.file(), uri, findings));
    }

    private static void bare(RoutesText routes, Element from, List<Finding> findings) {
        Value uri =
                from.value().isText() ? from.value() : from.value().get("uri").orElse(from.value());
        trigger(routes, from.file(), uri, findings);
    }

    private static void trigger(RoutesText routes, SourceFile file, Value uri, List<Finding> findings) {
        String scheme = uri.text().split("[:?]", 2)[0];
        String path = uri.text().replaceFirst("^[^:]*:/{0,2}", "");
        if (!scheme.isBlank()
                && !scheme.contains("{{")
                && !STARTS.contains(scheme)
                && !scheme.startsWith(TriggerPlan.PREFIX)
                && !KameletText.isOwn(routes, file.folder(), uri.text())) {
            findings.add(file.finding(uri, Served.trigger(scheme, path)));
        }
    }
}
