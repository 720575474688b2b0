package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.Arrival;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the objects that a pipeline's routes take. */
public final class Candidates {

    private final Clients clients;
    private final Deployment deployment;
    private final Manifests manifests;

    /** Those of a pipeline. */
    public Candidates(Clients clients, Deployment deployment) {
        this.clients = clients;
        this.deployment = deployment;
        this.manifests = new Manifests(clients.s3());
    }

    /** Finds objects; each with the route that takes it, read from S3 page by page. */
    public Stream<Candidate> find(Selection selection) {
        return deployment.routes().stream()
                .filter(DeployedRoute::isStartedByObjects)
                .flatMap(route -> objects(route, selection).flatMap(object -> candidate(route, object).stream()))
                .filter(found -> !selection.rejected() || isRejected(found));
    }

    private Stream<StoredObject> objects(DeployedRoute route, Selection selection) {
        String bucket = route.objects().bucket();
        if (selection.key().isPresent()) {
            return StoredObject.find(clients.s3(), bucket, selection.key().get()).stream();
        }
        String own = route.objects().prefix();
        String prefix = selection.prefix().length() > own.length() ? selection.prefix() : own;
        return clients.s3().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(listed -> StoredObject.of(bucket, listed))
                .filter(selection::takes);
    }

    /** The object with the route, if the route's trigger takes it. */
    static Optional<Candidate> candidate(DeployedRoute route, StoredObject object) {
        if (!Objects.equals(route.objects().bucket(), object.bucket())) {
            return Optional.empty();
        }
        List<Arrival> arrivals =
                route.arrivals(ObjectEvent.created(object, null, ObjectEvent.LOWEST, Optional.empty()));
        return arrivals.stream().findFirst().map(arrival -> new Candidate(route, object, arrival));
    }

    private boolean isRejected(Candidate candidate) {
        return manifests
                .of(candidate)
                .filter(manifest -> "rejected".equals(manifest.get("status")))
                .isPresent();
    }
}
