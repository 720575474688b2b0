package dev.dromedary.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code aws2-eventbridge}: events may be put with the sources and detail-types that the route sets, no others.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html">Conditions</a>
 */
final class EventBridgePermissions {

    static final List<String> PUT = List.of("events:PutEvents");

    static void add(EndpointUse use, Needs needs) {
        String operation = use.option("operation").orElse("putRule");
        if (!operation.equals("putEvent")) {
            needs.unknown(
                    use.step(),
                    "The operation of aws2-eventbridge is " + operation
                            + ", which manages rules; to send an event, it has to be putEvent");
            return;
        }
        needs.resource(use, "eventbusNameOrArn", ResourceKind.BUS).ifPresent(bus -> {
            Set<KeyPattern> sources = values(use, needs, "CamelAwsEventbridgeSource");
            Set<KeyPattern> types = values(use, needs, "CamelAwsEventbridgeDetailType");
            needs.tells(bus, sources, types, use.step());
        });
    }

    /** What putting events takes: nothing where source or type is not known, as the trigger grants it then. */
    static Optional<Permission> of(Emission.Event event) {
        if (event.sources().isEmpty() || event.detailTypes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Permission(
                "PutEvents",
                PUT,
                event.bus().arn(),
                List.of(
                        condition("events:source", event.sources()),
                        condition("events:detail-type", event.detailTypes()))));
    }

    private static Condition condition(String variable, Set<KeyPattern> values) {
        boolean exact = values.stream().allMatch(KeyPattern::isExact);
        return new Condition(
                exact ? "StringEquals" : "StringLike",
                variable,
                values.stream().map(KeyPattern::resource).toList());
    }

    private static Set<KeyPattern> values(EndpointUse use, Needs needs, String header) {
        Set<KeyPattern> values = new LinkedHashSet<>();
        for (HeaderValue value : use.headerOrOption(header, null, null)) {
            Optional<KeyPattern> pattern = value.origin() == HeaderValue.Origin.STEP
                    ? Optional.of(KeyPattern.of(value.text()))
                    : Optional.empty();
            if (pattern.filter(known -> !known.prefix().isEmpty()).isEmpty()) {
                needs.unknown(use.step(), "No step sets the header " + header + " to a text that is known", PUT);
                return Set.of();
            }
            values.add(pattern.get());
        }
        return values;
    }
}
