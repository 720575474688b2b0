package dev.dromedary.desk.cloud.eventbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Arns;
import dev.dromedary.desk.cloud.DeliveryFailure;
import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.WellFormed;
import dev.dromedary.desk.cloud.s3.ObjectChange;
import dev.dromedary.function.ledger.ClaimInterceptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Event buses in the process. Every event put on a bus, S3's own included, is a line of one file, as EventBridge would
 * deliver it; rules hand it to their targets on threads of this class, as EventBridge does it after PutEvents has
 * returned. A target that throws is not called again; its failure is reported.
 *
 * <p>Buses, rules and their targets last as long as this object. Operations other than those here throw
 * {@link UnsupportedOperationException}.
 */
public final class EmbeddedEventBridge implements EventBridgeClient {
    /** The bus that is always there and gets S3's events. */
    public static final String DEFAULT_BUS = "default";

    private static final Pattern BUS_NAME = Pattern.compile("[/.\\-_A-Za-z0-9]{1,256}");

    private final ConcurrentNavigableMap<String, EventBus> buses = new ConcurrentSkipListMap<>();
    private final EventDocument documents;
    private final EventEntries entries;
    private final Deliveries deliveries;
    private final Pending pending;
    private final String region;
    private final FileOutputStream log;

    /**
     * Opens the buses.
     *
     * @param log the file that gets a line an event; events of an earlier run stay in it
     * @param region as events name it, such as {@code us-east-1}
     * @param threads how many events are handled at the same time
     * @throws IOException when the file can't be written
     */
    public EmbeddedEventBridge(Path log, String region, int threads, DeliveryFailure failures) throws IOException {
        this(log, region, threads, failures, new Pending());
    }

    /** As the other, with events that are counted together with messages. */
    public EmbeddedEventBridge(Path log, String region, int threads, DeliveryFailure failures, Pending pending)
            throws IOException {
        this.region = region;
        this.documents = new EventDocument(region);
        this.entries = new EventEntries(documents);
        Files.createDirectories(log.toAbsolutePath().getParent());
        this.log = new FileOutputStream(log.toFile(), true);
        this.deliveries = new Deliveries(threads, failures, pending);
        this.pending = pending;
        buses.put(DEFAULT_BUS, new EventBus());
    }

    /** Makes a bus, unless there is one of that name. */
    public void bus(String name) {
        if (name == null || !BUS_NAME.matcher(name).matches()) {
            throw EventBridgeErrors.validation("The event bus name " + Shown.of(String.valueOf(name))
                    + " is not valid: letters, digits, dots, hyphens, underscores and slashes.");
        }
        buses.computeIfAbsent(name, each -> new EventBus());
    }

    /**
     * Adds a rule.
     *
     * @param busName an existing bus
     * @param name unlike the other rules of the bus
     * @param pattern the event pattern, JSON
     * @param target gets the JSON document of each event that matches, on a thread of this class
     * @throws IllegalArgumentException in one sentence, when the pattern is not valid or the name is taken
     */
    public void rule(String busName, String name, String pattern, Consumer<String> target) {
        find(busName).add(name, pattern, target);
    }

    private EventBus find(String name) {
        EventBus bus = buses.get(name);
        if (bus == null) {
            throw EventBridgeErrors.noSuchBus(name);
        }
        return bus;
    }

    /** Puts the event that S3 makes of a change on the default bus. */
    public void objectChanged(ObjectChange change) {
        deliver(find(DEFAULT_BUS), documents.of(change));
    }

    /**
     * Puts an event that a service of AWS makes on the default bus; nobody else may name such a source.
     *
     * @param source such as {@code aws.states}
     * @param resource the ARN that it is about
     * @param detail a JSON object
     */
    public void told(String source, String detailType, String resource, String detail) {
        ObjectNode document = documents
                .detail(detail)
                .orElseThrow(() -> new IllegalArgumentException("The detail of an event has to be a JSON object"));
        deliver(
                find(DEFAULT_BUS),
                documents.of(UUID.randomUUID(), source, detailType, Instant.now(), List.of(resource), document));
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        ClaimInterceptor.check(request);
        entries.check(WellFormed.request(request).entries());
        List<EventBus> targets = new ArrayList<>();
        for (PutEventsRequestEntry entry : request.entries()) {
            targets.add(find(busName(entry.eventBusName())));
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        int failed = 0;
        for (int at = 0; at < targets.size(); at++) {
            EventEntries.Outcome outcome = entries.take(request.entries().get(at));
            results.add(outcome.result());
            if (outcome.document().isPresent()) {
                deliver(targets.get(at), outcome.document().get());
            } else {
                failed++;
            }
        }
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount(failed)
                .build();
    }

    /** A bus may be named by its ARN. */
    private static String busName(String name) {
        if (name == null || name.isEmpty()) {
            return DEFAULT_BUS;
        }
        int bus = name.startsWith("arn:") ? name.indexOf(":event-bus/") : -1;
        return bus < 0 ? name : name.substring(bus + ":event-bus/".length());
    }

    private void deliver(EventBus bus, String event) {
        List<EventBus.Match> matches = bus.matches(event);
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (log) {
                log.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An event could not be written to the event log: " + e.getMessage(), e);
        }
        for (EventBus.Match match : matches) {
            deliveries.submit(match.rule(), event, match.target());
        }
    }

    @Override
    public CreateEventBusResponse createEventBus(CreateEventBusRequest request) {
        if (request.name() != null && buses.containsKey(request.name())) {
            throw EventBridgeErrors.busExists(request.name());
        }
        bus(request.name());
        return CreateEventBusResponse.builder().eventBusArn(arn(request.name())).build();
    }

    @Override
    public ListEventBusesResponse listEventBuses(ListEventBusesRequest request) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        return ListEventBusesResponse.builder()
                .eventBuses(buses.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> software.amazon.awssdk.services.eventbridge.model.EventBus.builder()
                                .name(name)
                                .arn(arn(name))
                                .build())
                        .toList())
                .build();
    }

    private String arn(String name) {
        return Arns.of("events", region, "event-bus/" + name);
    }

    /** Whether no event waits for a target or is with one. */
    public boolean idle() {
        return pending.idle();
    }

    /**
     * Waits until all events, and those that their targets put in turn, have been handled.
     *
     * @return false when the time was up before
     */
    public boolean awaitIdle(Duration longest) throws InterruptedException {
        return pending.awaitIdle(longest);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Lets targets that are at work end, for at most ten seconds; events that wait are reported as failed. */
    @Override
    public void close() {
        deliveries.close();
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The event log could not be closed: " + e.getMessage(), e);
        }
    }
}
