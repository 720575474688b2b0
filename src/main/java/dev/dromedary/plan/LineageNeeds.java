package dev.dromedary.plan;

import dev.dromedary.function.steps.lineage.LineageSettings;
import java.util.List;
import java.util.Optional;

/** What keeping the lineage of runs takes, in the bucket of what they make. */
final class LineageNeeds {

    private static final String PUT = "s3:PutObject";

    private LineageNeeds() {}

    private static Optional<String> prefix(Needs needs) {
        return needs.settings().value(LineageSettings.PREFIX).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The step that is visited keeps the event of a run, but names no bucket: another step of the route does. */
    static void put(Needs needs) {
        prefix(needs).ifPresent(folder -> needs.calls(PUT, 1));
    }

    /** Adds it for a step whose option {@code bucket} names that bucket. */
    static void add(EndpointUse use, Needs needs) {
        Optional<String> prefix = prefix(needs);
        if (prefix.filter(text -> !LineageSettings.isPrefix(text)).isPresent()) {
            needs.finding(use.step(), LineageSettings.fault(prefix.get()) + ".");
            return;
        }
        prefix.ifPresent(folder -> needs.resource(use, "bucket", ResourceKind.BUCKET)
                .ifPresent(bucket ->
                        S3Permissions.write(use, needs, bucket, HeaderValue.of(folder + "${run}.json"), List.of(PUT))));
        dataZone(use, needs);
        needs.settings()
                .secrets("{{" + LineageSettings.API_KEY + "}}")
                .forEach(secret -> SecretPlaces.add(use.step(), secret, needs));
    }

    /** The event goes to a domain of Amazon DataZone as well. */
    private static void dataZone(EndpointUse use, Needs needs) {
        needs.settings()
                .value(LineageSettings.DATAZONE_DOMAIN)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .ifPresent(domain -> {
                    if (LineageSettings.isDataZoneDomain(domain)) {
                        needs.allow(
                                "PostLineageEvent",
                                "arn:${partition}:datazone:${region}:${account}:domain/" + domain,
                                List.of("datazone:PostLineageEvent"));
                    } else {
                        needs.finding(use.step(), LineageSettings.dataZoneFault(domain) + ".");
                    }
                });
    }
}
