package dev.dromedary.function.steps.lineage;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.StepEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps what runs tell: one object a run, one line of JSON, and sends it where somebody else wants to know.
 *
 * @param endpoint the step that tells
 * @param settings what properties say
 */
public record LineageStore(StepEndpoint endpoint, LineageSettings settings) {

    /** With the settings of the step's context. */
    public static LineageStore of(StepEndpoint endpoint) {
        return new LineageStore(endpoint, LineageSettings.of(endpoint.getCamelContext()));
    }

    /** Whether anybody wants to know. */
    public boolean isAsked() {
        return settings.prefix().isPresent()
                || settings.endpoint().isPresent()
                || settings.dataZoneDomain().isPresent();
    }

    /**
     * The run that an exchange is.
     *
     * @param query name of the query that it makes; empty for none
     * @param part what tells it from others of the same cause; empty for nothing
     * @param began when it has begun, for one that has no claim
     */
    public LineageRun run(Exchange exchange, String query, String part, Instant began) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        // That of the first claim, so that a retry tells the same.
        Instant time = claim == null ? began : claim.firstClaimed();
        return new LineageRun(
                settings.namespace(),
                exchange.getFromRouteId() + (query.isEmpty() ? "" : "." + query),
                exchange.getProperty("correlationId", "", String.class),
                part,
                time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** What the route of an exchange does, if it says so. */
    public static Optional<String> description(Exchange exchange) {
        Route route = exchange.getContext().getRoute(exchange.getFromRouteId());
        return Optional.ofNullable(route).map(Route::getDescription).filter(text -> !text.isBlank());
    }

    /**
     * Keeps and sends an event; what an earlier attempt has kept of the same run it replaces. That it is kept is part of the run's
     * work, that it is sent is not: whoever missed it finds it in the bucket.
     *
     * @param bucket where it is kept
     * @param exchange the exchange of the run
     * @throws software.amazon.awssdk.core.exception.SdkException if it could not be kept
     */
    public void store(Exchange exchange, String bucket, RunEvent event) {
        byte[] json = (JsonText.line(event.document()) + "\n").getBytes(StandardCharsets.UTF_8);
        settings.key(event.run().id()).ifPresent(key -> endpoint.client(S3Client.class)
                .putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .contentType("application/json")
                                .metadata(Map.of(
                                        "correlation-id",
                                        Correlation.asMetadata(event.run().correlationId()))),
                        RequestBody.fromBytes(json)));
        destinations(exchange)
                .forEach(destination -> new LineageSender(endpoint.getCamelContext(), destination).send(event, json));
    }

    private Stream<LineageDestination> destinations(Exchange exchange) {
        return Stream.concat(
                settings.endpoint().stream()
                        .map(address -> new LineageEndpoint(
                                address, settings.apiKey().map(key -> endpoint.evaluate(key, exchange)))),
                settings
                        .dataZoneDomain()
                        .flatMap(domain -> DataZone.of(endpoint.getCamelContext(), settings.dataZoneEndpoint())
                                .map(all -> all.domain(domain)))
                        .stream());
    }
}
