package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.LedgerEntry;
import dev.dromedary.function.ledger.LedgerEntry.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What became of all that a pipeline worked on: counts by route, and the latest problems. Scans the ledger's table.
 *
 * @param routes one for each function
 * @param problems the latest, newest first
 */
public record Overview(List<Route> routes, List<Problem> problems) {

    /** So many problems are told. */
    private static final int SHOWN = 10;

    /** So many manifests are read, from the newest on, to find files that were rejected whole. */
    private static final int READ = 200;

    /**
     * One function.
     *
     * @param id its route
     * @param things how many things stand how
     * @param failed about how many messages its failure queues hold, by queue
     */
    public record Route(String id, Map<Standing, Integer> things, Map<String, Integer> failed) {}

    /**
     * Something that a person may have to look at.
     *
     * @param time when
     * @param route id of the route
     * @param thing the object or event
     * @param sentence what is wrong
     */
    public record Problem(Instant time, String route, String thing, String sentence) {}

    /** Collects it. */
    public static Overview of(Clients clients, Deployment deployment, Clock clock) {
        FailureQueues queues = new FailureQueues(clients.sqs(), deployment);
        List<Route> routes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (DeployedRoute route : deployment.routes()) {
            Map<Standing, Integer> things = new EnumMap<>(Standing.class);
            // A pipeline without #ledger may have no such table.
            route.key().stream()
                    .flatMap(key ->
                            LedgerEntry.all(clients.dynamoDb(), deployment.ledger(), route.id(), clock.instant()))
                    .forEach(entry -> {
                        things.merge(entry.standing(), 1, Integer::sum);
                        if (entry.standing() == Standing.DEAD || entry.standing() == Standing.GIVEN_BACK) {
                            problems.add(new Problem(
                                    entry.until(),
                                    route.id(),
                                    entry.thing(),
                                    entry.standing() == Standing.DEAD ? "died at work" : "failed, or superseded"));
                            keepNewest(problems);
                        }
                    });
            Map<String, Integer> failed = new LinkedHashMap<>();
            queues.all().stream()
                    .filter(queue -> queue.route().equals(route))
                    .forEach(queue -> failed.put(queue.name(), queues.count(queue)));
            failed.values().removeIf(count -> count == 0);
            routes.add(new Route(route.id(), things, failed));
            problems.addAll(rejected(clients, route));
            keepNewest(problems);
        }
        return new Overview(routes, List.copyOf(problems));
    }

    private static void keepNewest(List<Problem> problems) {
        problems.sort(Comparator.comparing(Problem::time).reversed());
        while (problems.size() > SHOWN) {
            problems.remove(problems.size() - 1);
        }
    }

    private static List<Problem> rejected(Clients clients, DeployedRoute route) {
        List<Problem> problems = new ArrayList<>();
        Manifests manifests = new Manifests(clients.s3());
        route.manifest().ifPresent(place -> {
            String[] ends = place.key().split("\\$\\{[^}]*}", 2);
            for (StoredObject each : newest(clients, place.bucket(), ends[0], ends.length > 1 ? ends[1] : "")) {
                manifests
                        .read(each.bucket(), each.key())
                        .filter(manifest -> "rejected".equals(manifest.get("status")))
                        .ifPresent(manifest -> problems.add(new Problem(
                                each.modified(),
                                route.id(),
                                manifest.get("source_bucket") + "/" + manifest.get("source_key"),
                                "rejected: " + reason(manifest))));
            }
        });
        return problems;
    }

    private static Object reason(Map<String, Object> manifest) {
        return manifest.get("error") instanceof Map<?, ?> error ? error.get("reason") : "no reason is told";
    }

    /** The newest objects of a bucket whose keys begin and end so, in no order. */
    static List<StoredObject> newest(Clients clients, String bucket, String prefix, String suffix) {
        PriorityQueue<StoredObject> newest = new PriorityQueue<>(Comparator.comparing(StoredObject::modified));
        clients.s3().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .filter(listed -> listed.key().endsWith(suffix))
                .forEach(listed -> {
                    newest.add(StoredObject.of(bucket, listed));
                    if (newest.size() > READ) {
                        newest.remove();
                    }
                });
        return List.copyOf(newest);
    }

    /** As a document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "routes",
                routes.stream()
                        .map(route -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("route_id", route.id());
                            for (Standing standing : Standing.values()) {
                                told.put(
                                        standing.name().toLowerCase(Locale.ROOT),
                                        route.things().getOrDefault(standing, 0));
                            }
                            told.put("failed_messages", route.failed());
                            return told;
                        })
                        .toList());
        document.put(
                "problems",
                problems.stream()
                        .map(problem -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("time", problem.time().toString());
                            told.put("route_id", problem.route());
                            told.put("thing", problem.thing());
                            told.put("sentence", problem.sentence());
                            return told;
                        })
                        .toList());
        return document;
    }
}
