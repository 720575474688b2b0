package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.LedgerEntry;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.function.trigger.eventbridge.LambdaEventBridgeEndpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what became of objects, from the ledger, the manifests and the queues that hold what failed. */
public final class Status {

    private final Clients clients;
    private final Deployment deployment;
    private final Clock clock;
    private final Manifests manifests;
    private final FailedMessages failed;

    /** The status of a pipeline. */
    public Status(Clients clients, Deployment deployment, Clock clock) {
        this.clients = clients;
        this.deployment = deployment;
        this.clock = clock;
        this.manifests = new Manifests(clients.s3());
        this.failed = new FailedMessages(new FailureQueues(clients.sqs(), deployment));
    }

    /**
     * What became of an object, in each route that takes it, and in the routes that take what these have announced by their manifest.
     *
     * @param key the object's key
     * @return one for each route; empty if no trigger takes such a key
     */
    public List<ObjectStatus> of(String key) {
        List<ObjectStatus> all = new ArrayList<>();
        for (DeployedRoute route : deployment.routes()) {
            if (route.isStartedByObjects()) {
                String bucket = route.objects().bucket();
                Optional<StoredObject> found = StoredObject.find(clients.s3(), bucket, key);
                StoredObject object = found.orElse(new StoredObject(bucket, key, "", 0, clock.instant()));
                Candidates.candidate(route, object).ifPresent(candidate -> {
                    ObjectStatus status = of(candidate, found.isPresent());
                    all.add(status);
                    all.addAll(later(status.manifest()));
                });
            }
        }
        return all;
    }

    private ObjectStatus of(Candidate candidate, boolean present) {
        Map<String, Object> manifest = manifests.of(candidate).orElse(Map.of());
        List<FailureQueue> queues =
                failed.about(candidate.route(), candidate.arrival().ledgerItem());
        Optional<String> id = candidate.ledgerId();
        Optional<LedgerEntry> entry = id.flatMap(this::entry);
        boolean current = manifest.isEmpty() || candidate.object().etag().equals(manifest.get("source_etag"));
        if (id.isEmpty() && queues.isEmpty()) {
            return new ObjectStatus(
                    candidate.route().id(),
                    candidate.object().name(),
                    Told.UNKNOWN.state(),
                    Told.UNKNOWN.sentence(),
                    queues,
                    manifest);
        }
        Told told = !present && entry.isEmpty()
                ? new Told(ObjectStatus.State.GONE, "there is no such object, and the ledger knows none")
                : told(entry, queues, manifest, current || !present);
        return new ObjectStatus(
                candidate.route().id(), candidate.object().name(), told.state(), told.sentence(), queues, manifest);
    }

    private record Told(ObjectStatus.State state, String sentence) {
        static final Told UNKNOWN = new Told(
                ObjectStatus.State.UNKNOWN,
                "not known; the route has no idempotentConsumer with #ledger, or steps before it make its key");
    }

    private static Told told(
            Optional<LedgerEntry> entry, List<FailureQueue> queues, Map<String, Object> manifest, boolean current) {
        if (entry.isPresent() && entry.get().standing() == LedgerEntry.Standing.RUNNING) {
            return new Told(
                    ObjectStatus.State.RUNNING,
                    "running"
                            + entry.get()
                                    .since()
                                    .map(since -> " since " + since)
                                    .orElse("")
                            + entry.get().replay().map(id -> ", replay " + id).orElse(""));
        }
        if (!queues.isEmpty()) {
            return new Told(
                    ObjectStatus.State.FAILED,
                    "failed; the event is in the queue "
                            + String.join(
                                    ", ",
                                    queues.stream().map(FailureQueue::name).toList()));
        }
        if (entry.isEmpty()) {
            return new Told(ObjectStatus.State.WAITING, "waiting; no function has begun with it");
        }
        return switch (entry.get().standing()) {
            case GIVEN_BACK -> new Told(ObjectStatus.State.FAILED, "failed, or superseded; it may be tried again yet");
            case DEAD ->
                new Told(
                        ObjectStatus.State.FAILED,
                        "died at work, before " + entry.get().until() + "; it may be tried again yet");
            default -> done(manifest, current);
        };
    }

    private static Told done(Map<String, Object> manifest, boolean current) {
        if (!current) {
            return new Told(
                    ObjectStatus.State.SUPERSEDED,
                    "an earlier version is done; the current one was not worked on, or has the same content");
        }
        if ("rejected".equals(manifest.get("status"))) {
            return new Told(ObjectStatus.State.REJECTED, "rejected: " + reason(manifest));
        }
        return new Told(
                ObjectStatus.State.DONE,
                manifest.get("counts") instanceof Map<?, ?> counts
                        ? manifest.get("status") + ": " + counts.get("input") + " rows, " + counts.get("valid")
                                + " valid, " + counts.get("rejected") + " rejected"
                        : "done");
    }

    private static String reason(Map<String, Object> manifest) {
        return manifest.get("error") instanceof Map<?, ?> error
                ? error.get("reason") + ", " + error.get("message")
                : "no reason is told";
    }

    /** What the manifest announced, in the routes that its events start. */
    private List<ObjectStatus> later(Map<String, Object> manifest) {
        List<ObjectStatus> all = new ArrayList<>();
        for (DeployedRoute route : deployment.routes()) {
            if (route.trigger() instanceof LambdaEventBridgeEndpoint trigger
                    && manifest.get("bucket") instanceof String bucket
                    && manifest.get(trigger.getEvent().getKeyField()) instanceof String key) {
                Optional<Arrival> arrival = arrival(route, trigger, bucket, key);
                Optional<LedgerEntry> entry = arrival.flatMap(route::ledgerId).flatMap(this::entry);
                List<FailureQueue> queues = arrival.isPresent() ? failed.about(route, bucket + '/' + key) : List.of();
                if (entry.isPresent() || !queues.isEmpty()) {
                    Told told = told(entry, queues, Map.of(), true);
                    all.add(new ObjectStatus(
                            route.id(), bucket + '/' + key, told.state(), told.sentence(), queues, Map.of()));
                }
            }
        }
        return all;
    }

    /** What the route makes of an event about an object, or none if it does not take it. */
    private static Optional<Arrival> arrival(
            DeployedRoute route, LambdaEventBridgeEndpoint trigger, String bucket, String key) {
        Map<String, Object> event = new LinkedHashMap<>(route.sample());
        Map<String, Object> detail = new LinkedHashMap<>();
        if (event.get("detail") instanceof Map<?, ?> asked) {
            asked.forEach((field, value) -> detail.put(String.valueOf(field), value));
        }
        detail.putAll(Map.of("bucket", bucket, trigger.getEvent().getKeyField(), key, "sequencer", "0"));
        event.put("detail", detail);
        try {
            return route.arrivals(event).stream().findFirst();
        } catch (UnexpectedEventException e) {
            // The trigger says that it does not take it.
            return Optional.empty();
        }
    }

    private Optional<LedgerEntry> entry(String id) {
        return LedgerEntry.read(clients.dynamoDb(), deployment.ledger(), id, clock.instant());
    }
}
