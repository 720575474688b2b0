package dev.dromedary.desk.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;

/**
 * Empties the stores of a pipeline: buckets with all versions, tables, queues and those that hold what failed, and what the ledger
 * knows of it. Never those of an environment that is marked as production.
 */
public final class Purge {

    /** What can be emptied. */
    public enum Kind {
        /** Objects in buckets. */
        BUCKET,
        /** Items in tables, the pipeline's own in the ledger too. */
        TABLE,
        /** Messages in queues. */
        QUEUE
    }

    /**
     * One store.
     *
     * @param kind what it is
     * @param name its name
     * @param only what ids of the items begin with that are meant, or an empty text for all
     */
    public record Store(Kind kind, String name, String only) {}

    private final Clients clients;
    private final Deployment deployment;
    private final FailureQueues queues;

    /**
     * Purges a pipeline.
     *
     * @throws IllegalStateException in one sentence, if the environment is marked as production
     */
    public Purge(Clients clients, Deployment deployment) {
        if (deployment.production()) {
            throw new IllegalStateException(
                    "This is a production environment, which is never purged: its name ends in prod or"
                            + " production, or the property dromedary.environment.production is true.");
        }
        this.clients = clients;
        this.deployment = deployment;
        this.queues = new FailureQueues(clients.sqs(), deployment);
    }

    /** What there is to empty. */
    public List<Store> stores() {
        List<Store> stores = new ArrayList<>();
        Stores named = deployment.stores();
        named.buckets().forEach(name -> stores.add(new Store(Kind.BUCKET, name, "")));
        named.tables().forEach(name -> stores.add(new Store(Kind.TABLE, name, "")));
        stores.add(new Store(Kind.TABLE, deployment.ledger(), deployment.pipeline() + '-'));
        TreeSet<String> all = new TreeSet<>(named.queues());
        deployment.routes().forEach(route -> route.queue().ifPresent(all::add));
        queues.all().forEach(queue -> all.add(queue.name()));
        all.forEach(name -> stores.add(new Store(Kind.QUEUE, name, "")));
        return stores;
    }

    /** How much each of the stores holds; those that are not there, or empty, are left out. */
    public Map<Store, Long> counts(List<Store> stores) {
        Map<Store, Long> counts = new LinkedHashMap<>();
        for (Store store : stores) {
            long count =
                    switch (store.kind()) {
                        case BUCKET -> new BucketContent(clients.s3(), store.name()).count();
                        case TABLE -> new TableContent(clients.dynamoDb(), store.name(), store.only()).count();
                        case QUEUE ->
                            queues.url(store.name()).map(queues::countAt).orElse(0);
                    };
            if (count > 0) {
                counts.put(store, count);
            }
        }
        return counts;
    }

    /**
     * Empties a store.
     *
     * @return how much was removed; -1 for a queue, which does not tell
     * @throws IllegalStateException in one sentence, if SQS is at it already
     */
    public long empty(Store store) {
        return switch (store.kind()) {
            case BUCKET -> new BucketContent(clients.s3(), store.name()).delete();
            case TABLE -> new TableContent(clients.dynamoDb(), store.name(), store.only()).delete();
            case QUEUE -> purge(store.name());
        };
    }

    /** SQS takes up to a minute: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
    private long purge(String name) {
        try {
            queues.url(name).ifPresent(url -> clients.sqs().purgeQueue(request -> request.queueUrl(url)));
            return -1;
        } catch (PurgeQueueInProgressException e) {
            throw new IllegalStateException(
                    "The queue " + name + " was purged less than a minute ago; try again in a minute.", e);
        }
    }
}
