package dev.dromedary.desk.operations;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.plan.RoutesFolder;
import dev.dromedary.plan.TableDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/** The health pipeline on an embedded cloud, with functions that only note what they get. */
final class HealthOperations implements AutoCloseable {

    static final String BUCKET = "dromedary-health";

    final EmbeddedCloud cloud;
    final Clients clients;
    final Deployment deployment =
            Deployment.of(new RoutesFolder(Path.of("routes")), "health", Naming.PLAIN, route -> Map.of());
    final List<Map<String, Object>> invoked = new ArrayList<>();
    private final Path folder;
    private int invocationsLeft = Integer.MAX_VALUE;

    HealthOperations(Path folder) {
        this.folder = folder;
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
        cloud.s3().createBucket(BUCKET, true);
        cloud.tables().table(new TableDefinition(deployment.ledger(), "id", null, "expires", List.of()));
        clients = new Clients(cloud.s3(), cloud.dynamoDb(), cloud.sqs(), this::invoke);
    }

    private String invoke(String route, Map<String, Object> event) {
        if (invocationsLeft-- == 0) {
            throw new IllegalStateException("The process dies.");
        }
        invoked.add(event);
        return Functions.HANDED_OVER;
    }

    void dieAfter(int invocations) {
        invocationsLeft = invocations;
    }

    void dieNoMore() {
        invocationsLeft = Integer.MAX_VALUE;
    }

    void put(String key) {
        cloud.s3().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }

    static Selection all() {
        return new Selection(Optional.empty(), "", Instant.MIN, Instant.MAX, false);
    }

    Candidates candidates() {
        return new Candidates(clients, deployment);
    }

    ObjectReplay replay() {
        return new ObjectReplay(clients, deployment, Clock.systemUTC());
    }

    Path journals() {
        return folder.resolve("replays");
    }

    /** Keys of what functions got, in their order. */
    List<Object> keys() {
        return invoked.stream()
                .map(event -> (Map<?, ?>) event.get("detail"))
                .map(detail -> ((Map<?, ?>) detail.get("object")).get("key"))
                .map(Object.class::cast)
                .toList();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
