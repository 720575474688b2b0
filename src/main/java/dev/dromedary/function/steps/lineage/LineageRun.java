package dev.dromedary.function.steps.lineage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Which run an event tells of. All of it is the same for a retry, so that what a retry tells takes the place of what was told.
 *
 * @param namespace of the jobs: one for each environment
 * @param job the route's id, or that and a dot and the name of a query
 * @param correlationId what has caused the run
 * @param part tells runs of one job with one cause from each other; empty if there is one
 * @param time of the first attempt
 */
public record LineageRun(String namespace, String job, String correlationId, String part, Instant time) {

    /** The run's id: that of its cause and its job. */
    public UUID id() {
        return part.isEmpty() ? id(correlationId, job) : named(correlationId + "#" + job + "#" + part);
    }

    /** The id of the run of a route that an object's version, or something else that has a correlation id, has caused. */
    public static UUID id(String correlationId, String route) {
        return named(correlationId + "#" + route);
    }

    /** The id of all that one cause has started, which is the parent of each of its runs. */
    public UUID parentId() {
        return parentId(correlationId);
    }

    /** The same by the cause's correlation id. */
    public static UUID parentId(String correlationId) {
        return named(correlationId);
    }

    /** The pipeline, after which its routes are called. */
    public String pipeline() {
        int hyphen = job.indexOf('-');
        return hyphen < 0 ? job : job.substring(0, hyphen);
    }

    private static UUID named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
