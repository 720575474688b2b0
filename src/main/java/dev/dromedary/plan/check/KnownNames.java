package dev.dromedary.plan.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/** Names of headers and exchange properties that a route finds without setting them. */
final class KnownNames {

    /** Set by triggers, by steps of ours and by the ledger; docs/triggers.md and the steps' documentation tell of them. */
    private static final Set<String> PROPERTIES = Set.of(
            ("caller change claim claimedNotifications conversation correlationId executionExists executionName fileset filesetRead "
                            + "idempotencyKey invocation invocationDeadline keptBack manifestKey measures name "
                            + "notificationsLeft outcome outcomeDetails outboxRejected range record recordedBytes recordedObject "
                            + "replay rollup run sequencer silent unmatched waitsInPlace")
                    .split(" "));

    /** Components whose headers triggers set, and steps read. */
    private static final Set<String> COMPONENTS =
            Set.of("aws2-s3", "aws2-sqs", "aws2-kinesis", "aws2-eventbridge", "http", "platform-http");

    private final CamelCatalog catalog;
    private final Map<String, Set<String>> headers = new TreeMap<>();

    /** Names of Camel's are in its catalog. */
    KnownNames(CamelCatalog catalog) {
        this.catalog = catalog;
    }

    /** Exchange properties: ours, and Camel's own. */
    Set<String> properties() {
        Set<String> names = new TreeSet<>(PROPERTIES);
        Arrays.stream(ExchangePropertyKey.values()).forEach(key -> names.add(key.getName()));
        return names;
    }

    /** Headers of Camel's components, of those that triggers stand for and of some others. */
    Set<String> camelHeaders(Set<String> schemes) {
        Set<String> names = new TreeSet<>();
        COMPONENTS.forEach(scheme -> names.addAll(headers(scheme)));
        schemes.forEach(scheme -> names.addAll(headers(scheme)));
        return names;
    }

    /** Headers of one component. */
    Set<String> headers(String scheme) {
        return headers.computeIfAbsent(scheme, each -> {
            Set<String> names = new TreeSet<>();
            ComponentModel model = catalog.componentModel(each);
            if (model != null) {
                model.getEndpointHeaders().forEach(header -> names.add(header.getName()));
            }
            return names;
        });
    }

    /** Camel looks headers up in any case of letters. */
    static boolean holds(Set<String> names, String name) {
        return names.contains(name)
                || names.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }
}
