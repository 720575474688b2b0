package dev.dromedary.desk.operations;

import dev.dromedary.function.steps.lineage.LineageRun;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the runs of a pipeline have told of their lineage, read where they have left it.
 *
 * @param s3 reaches the buckets
 * @param deployment the pipeline
 */
public record Lineage(S3Client s3, Deployment deployment) {

    /** So many of the newest are looked through. */
    public static final int MOST = 1000;

    private static final Comparator<ToldRun> IN_ORDER =
            Comparator.comparing(ToldRun::time).thenComparing(ToldRun::route);

    /** Where the event of a run is. */
    private record Place(String bucket, String key, long time) {}

    /** Whether the pipeline's runs tell of it at all. */
    public boolean isKept() {
        return !deployment.lineage().isBlank();
    }

    /** The newest runs, the oldest of them first. */
    public List<ToldRun> newest() {
        List<Place> places = new ArrayList<>();
        for (String bucket : buckets()) {
            objects(bucket)
                    .forEach(object -> places.add(new Place(
                            bucket, object.key(), object.lastModified().toEpochMilli())));
        }
        places.sort(Comparator.comparingLong(Place::time).reversed().thenComparing(Place::key));
        return places.parallelStream()
                .limit(MOST)
                .flatMap(place -> read(place.bucket(), place.key()).stream())
                .sorted(IN_ORDER)
                .toList();
    }

    /**
     * All runs that have to do with an object: those that the same version of the same thing has started.
     *
     * @param key of what was read, or of what was written
     * @return the runs, the oldest first; none if no run has told of such an object
     */
    public List<ToldRun> of(String key) {
        List<ToldRun> found = new ArrayList<>();
        for (String bucket : buckets()) {
            for (String cause : correlationIds(bucket, key)) {
                deployment.routes().forEach(route -> found.addAll(told(LineageRun.id(cause, route.id()))));
            }
        }
        if (found.isEmpty()) {
            found.addAll(search(key));
        } else if (deployment.queries()) {
            // A query is a run of its own for each of its results.
            Set<String> causes = found.stream().map(ToldRun::cause).collect(Collectors.toSet());
            newest().stream().filter(run -> causes.contains(run.cause())).forEach(found::add);
        }
        return found.stream().distinct().sorted(IN_ORDER).toList();
    }

    private List<ToldRun> told(UUID run) {
        return buckets().stream()
                .flatMap(bucket -> read(bucket, deployment.lineage() + run + ".json").stream())
                .toList();
    }

    /** Of what is no longer there, or has no version, the newest run that names it tells. */
    private List<ToldRun> search(String key) {
        List<ToldRun> all = newest();
        Optional<String> cause = all.stream()
                .filter(run -> buckets().stream().anyMatch(bucket -> names(run, "s3://" + bucket + "/" + key)))
                .reduce((one, next) -> next)
                .map(ToldRun::cause);
        return all.stream()
                .filter(run -> cause.filter(run.cause()::equals).isPresent())
                .toList();
    }

    private static boolean names(ToldRun run, String place) {
        return run.inputs().stream().anyMatch(data -> data.place().equals(place))
                || run.outputs().stream().anyMatch(data -> data.place().equals(place));
    }

    /** The one by which an object was written, and the one that it is itself. */
    Set<String> correlationIds(String bucket, String key) {
        Set<String> causes = new TreeSet<>();
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key));
            Optional.ofNullable(head.metadata().get("correlation-id"))
                    .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                    .ifPresent(causes::add);
            Optional.ofNullable(head.versionId()).ifPresent(version -> causes.add(bucket + "/" + key + "@" + version));
        } catch (NoSuchKeyException | NoSuchBucketException e) {
            // Perhaps it was there once.
        }
        return causes;
    }

    /** Those that its properties name, and those in which its manifests are. */
    Set<String> buckets() {
        Set<String> buckets = new TreeSet<>(deployment.stores().buckets());
        deployment.routes().forEach(route -> route.manifest().ifPresent(place -> buckets.add(place.bucket())));
        return buckets;
    }

    private List<S3Object> objects(String bucket) {
        try {
            return s3
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(deployment.lineage()))
                    .contents()
                    .stream()
                    .toList();
        } catch (NoSuchBucketException e) {
            return List.of();
        }
    }

    private Optional<ToldRun> read(String bucket, String key) {
        try {
            return ToldRun.read(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asUtf8String());
        } catch (NoSuchKeyException | NoSuchBucketException e) {
            return Optional.empty();
        }
    }
}
