package dev.dromedary.desk.operations;

import dev.dromedary.desk.cloud.eventbridge.KeptEvent;
import dev.dromedary.desk.cloud.logs.FunctionLogs;
import dev.dromedary.desk.cloud.ses.KeptMail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts together all that a desk knows about one object: from the bucket, the ledger, manifests and lineage, and from the files of the
 * embedded cloud.
 *
 * @param clients reach the embedded cloud
 * @param deployment the pipeline
 * @param routes the routes folder
 * @param data the folder of the embedded cloud
 */
public record Explainer(Clients clients, Deployment deployment, Path routes, Path data) {

    /**
     * Explains an object.
     *
     * @param key of what a route takes, or of what one has made
     * @param row one of its rows, from 1
     * @throws ExplanationException in one sentence, if nothing is known of such an object, or there is no such row
     * @throws IOException if a file of the embedded cloud can't be read
     */
    public Explanation explain(String key, OptionalLong row) throws IOException {
        Lineage lineage = new Lineage(clients.s3(), deployment);
        FunctionLogs logs = new FunctionLogs(data.resolve("logs"));
        List<ObjectStatus> status = new Status(clients, deployment, Clock.systemUTC()).of(key);
        List<Map<String, Object>> attempts = logs.attempts();
        Optional<StoredObject> object = lineage.buckets().stream()
                .flatMap(bucket -> find(bucket, key).stream())
                .max(Comparator.comparing(StoredObject::modified));
        Set<String> causes = new TreeSet<>();
        lineage.buckets().forEach(bucket -> causes.addAll(lineage.correlationIds(bucket, key)));
        if (object.isEmpty()) {
            causes.addAll(formerCauses(lineage.buckets(), key, attempts));
        }
        if (object.isEmpty() && causes.isEmpty()) {
            throw new ExplanationException("Nothing is known of " + key + " in "
                    + String.join(", ", lineage.buckets())
                    + "; name the whole key of an object that " + deployment.pipeline()
                    + " takes or makes, such as raw/a.csv.");
        }
        StoredObject found = object.orElseGet(() -> gone(causes, key));
        return new Explanation(
                found,
                List.copyOf(causes),
                status,
                attempts.stream().filter(attempt -> isAbout(attempt, causes)).toList(),
                LineageSum.alike(lineage.of(key)),
                events(causes),
                KeptMail.newest(data.resolve("outbox")).stream()
                        .filter(mail ->
                                mail.correlationId().filter(causes::contains).isPresent())
                        .toList(),
                row.isPresent()
                        ? Optional.of(judge(found, object.isPresent(), status, row.getAsLong()))
                        : Optional.empty());
    }

    private JudgedRow judge(StoredObject object, boolean present, List<ObjectStatus> status, long row) {
        if (!present) {
            throw new ExplanationException(object.key() + " is not there any more, so its rows can't be read.");
        }
        if (row < 1) {
            throw new ExplanationException("There is no row " + row + "; rows count from 1, without the header.");
        }
        Map<String, Object> manifest = status.stream()
                .map(ObjectStatus::manifest)
                .filter(each -> object.key().equals(each.get("source_key")))
                .findFirst()
                .orElseThrow(() -> new ExplanationException("No route of " + deployment.pipeline()
                        + " has judged the rows of " + object.key()
                        + " and told so in a manifest; leave out --row, or name the object that a route has read."));
        // A file without a valid row has an error, too, but its rows were judged.
        if (manifest.get("error") instanceof Map<?, ?> error && !manifest.containsKey("counts")) {
            throw new ExplanationException(object.key() + " was rejected whole, so no row was judged: "
                    + error.get("reason") + ": " + error.get("message"));
        }
        if (!(manifest.get("schema") instanceof String)) {
            throw new ExplanationException("The route that reads " + object.key() + " has no schema to judge rows by.");
        }
        return new RowJudge(clients.s3(), routes).judge(object, manifest, row);
    }

    private Optional<StoredObject> find(String bucket, String key) {
        try {
            return StoredObject.find(clients.s3(), bucket, key);
        } catch (S3Exception e) {
            // No such bucket yet, or no such key is possible.
            return Optional.empty();
        }
    }

    private static StoredObject gone(Set<String> causes, String key) {
        String cause = causes.iterator().next();
        return new StoredObject(cause.substring(0, cause.indexOf('/')), key, "", 0, Instant.EPOCH);
    }

    /** Of an object that is gone, what the logs know of its versions. */
    private static Set<String> formerCauses(
            Collection<String> buckets, String key, List<Map<String, Object>> attempts) {
        Set<String> causes = new HashSet<>();
        for (Map<String, Object> attempt : attempts) {
            for (String cause : causes(attempt)) {
                if (buckets.stream().anyMatch(bucket -> cause.startsWith(bucket + '/' + key + '@'))) {
                    causes.add(cause);
                }
            }
        }
        return causes;
    }

    private static List<String> causes(Map<String, Object> line) {
        List<String> causes = new ArrayList<>();
        if (line.get("correlation_ids") instanceof Collection<?> ids) {
            ids.forEach(id -> causes.add(String.valueOf(id)));
        }
        return causes;
    }

    private static boolean isAbout(Map<String, Object> line, Set<String> causes) {
        return causes(line).stream().anyMatch(causes::contains);
    }

    private List<KeptEvent> events(Set<String> causes) throws IOException {
        return KeptEvent.newest(data.resolve("events.ndjson")).stream()
                .filter(event -> event.correlationId().filter(causes::contains).isPresent())
                .toList();
    }
}
