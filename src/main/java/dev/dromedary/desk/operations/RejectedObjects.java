package dev.dromedary.desk.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * What a pipeline has rejected, by its manifests.
 *
 * @param clients reach the buckets
 * @param deployment the pipeline
 */
public record RejectedObjects(Clients clients, Deployment deployment) {

    /** Objects of which rows were rejected, or that were rejected whole, by the newest manifests; the newest first. */
    public List<RejectedObject> newest() {
        List<RejectedObject> rejected = new ArrayList<>();
        for (DeployedRoute route : deployment.routes()) {
            route.manifest().ifPresent(place -> rejected.addAll(of(route.id(), place)));
        }
        rejected.sort(Comparator.comparing(RejectedObject::time).reversed());
        return rejected;
    }

    private List<RejectedObject> of(String route, DeployedRoute.Place place) {
        String[] ends = place.key().split("\\$\\{[^}]*}", 2);
        List<RejectedObject> rejected = new ArrayList<>();
        try {
            for (StoredObject manifest :
                    Overview.newest(clients, place.bucket(), ends[0], ends.length > 1 ? ends[1] : "")) {
                new Manifests(clients.s3())
                        .read(manifest.bucket(), manifest.key())
                        .flatMap(document -> of(route, manifest.modified().toString(), document))
                        .ifPresent(rejected::add);
            }
        } catch (NoSuchBucketException e) {
            // Nothing has run yet.
            return List.of();
        }
        return rejected;
    }

    private static Optional<RejectedObject> of(String route, String time, Map<String, Object> manifest) {
        // A file without a valid row has this status, too, but its rows were judged.
        boolean whole = "rejected".equals(manifest.get("status")) && !manifest.containsKey("counts");
        RejectedObject.Rows rows = rows(manifest);
        if (!route.equals(manifest.get("route_id")) || !whole && rows.rejected() == 0) {
            return Optional.empty();
        }
        Map<?, ?> error = manifest.get("error") instanceof Map<?, ?> map ? map : Map.of();
        return Optional.of(new RejectedObject(
                route,
                String.valueOf(manifest.get("source_bucket")),
                String.valueOf(manifest.get("source_key")),
                time,
                whole,
                error.get("reason") instanceof String reason ? reason : "",
                error.get("message") instanceof String message ? message : "",
                rows,
                manifest));
    }

    private static RejectedObject.Rows rows(Map<String, Object> manifest) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        if (manifest.get("counts_by_reason") instanceof Map<?, ?> counts) {
            counts.forEach((reason, count) -> reasons.put(String.valueOf(reason), count(count)));
        }
        Map<?, ?> counts = manifest.get("counts") instanceof Map<?, ?> map ? map : Map.of();
        return new RejectedObject.Rows(count(counts.get("input")), count(counts.get("rejected")), reasons);
    }

    private static long count(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /**
     * The first rejected rows of an object that was not rejected whole.
     *
     * @param routes the routes folder
     * @param most so many of them
     * @throws ExplanationException in one sentence, if they can't be judged
     */
    public List<JudgedRow> rows(RejectedObject object, Path routes, int most) {
        StoredObject stored = StoredObject.find(clients.s3(), object.bucket(), object.key())
                .orElseThrow(() ->
                        new ExplanationException(object.key() + " is not there any more, so its rows can't be read."));
        return new RowJudge(clients.s3(), routes).rejected(stored, object.manifest(), most);
    }
}
