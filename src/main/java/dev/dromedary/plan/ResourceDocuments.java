package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The resources that functions name, each with the defaults of its kind. Those that exist already are left out. */
final class ResourceDocuments {

    private static final long ARCHIVE_DAYS = Rules.LONGEST_RETENTION.toDays();

    private static final int USUAL_RECEIVES = 5;

    private final Collection<PlannedFunction> functions;
    private final Set<Resource> used = new TreeSet<>(
            Comparator.comparing(Resource::kind).thenComparing(Resource::name).thenComparing(Resource::external));
    private final Map<Resource, String> keys = new LinkedHashMap<>();

    ResourceDocuments(Collection<PlannedFunction> functions) {
        this.functions = functions;
        for (PlannedFunction function : functions) {
            used.addAll(function.needs().used().all());
            keys.putAll(function.needs().used().keys());
            function.trigger().ownQueue(function).ifPresent(used::add);
        }
    }

    private Map<String, Object> each(ResourceKind kind, Function<Resource, Document> document) {
        Map<String, Object> all = new TreeMap<>();
        used.stream()
                .filter(resource -> resource.kind() == kind && !resource.external())
                .filter(resource -> kind != ResourceKind.BUS || !resource.name().equals("default"))
                .forEach(resource -> all.put(
                        resource.name(),
                        document.apply(resource)
                                .put("kmsKey", keys.get(resource))
                                .fields()));
        return all;
    }

    Map<String, Object> buckets() {
        return each(ResourceKind.BUCKET, bucket -> {
            List<Map<String, Object>> notifications = new ArrayList<>();
            boolean eventBridge = false;
            Set<String> prefixes = new TreeSet<>();
            for (PlannedFunction function : functions) {
                prefixes.addAll(function.needs().used().prefixes().getOrDefault(bucket, Set.of()));
                Optional<TriggerPlan.Watch> watch = function.trigger()
                        .watch(function)
                        .filter(each -> each.bucket().equals(bucket));
                eventBridge |= watch.filter(TriggerPlan.Watch::eventBridge).isPresent();
                watch.map(TriggerPlan.Watch::notifications).ifPresent(notifications::addAll);
            }
            return new Document()
                    .put("name", bucket.realName())
                    .put("eventBridge", eventBridge)
                    .put("notifications", notifications)
                    .put("prefixes", List.copyOf(prefixes));
        });
    }

    Map<String, Object> tables() {
        return each(ResourceKind.TABLE, table -> {
            TableDefinition definition = table(table).orElseThrow();
            Map<String, Object> attributes = new TreeMap<>();
            Map<String, Object> indexes = new TreeMap<>();
            attributes.put(definition.hashKey(), "S");
            addAttribute(attributes, definition.rangeKey());
            definition.indexes().forEach(index -> {
                addAttribute(attributes, index.hashKey());
                addAttribute(attributes, index.rangeKey());
                indexes.put(
                        index.name(),
                        new Document()
                                .put("hashKey", index.hashKey())
                                .put("rangeKey", index.rangeKey())
                                .fields());
            });
            return new Document()
                    .put("name", table.realName())
                    .put("hashKey", definition.hashKey())
                    .put("rangeKey", definition.rangeKey())
                    .put("attributes", attributes)
                    .put("indexes", indexes)
                    .put("expires", definition.timeToLive());
        });
    }

    private static void addAttribute(Map<String, Object> attributes, String name) {
        if (name != null) {
            attributes.put(name, "S");
        }
    }

    /** How a table is defined, if any function's properties do. */
    Optional<TableDefinition> table(Resource table) {
        for (PlannedFunction function : functions) {
            for (TableDefinition definition : function.tables()) {
                if (definition.name().equals(table.name())) {
                    return Optional.of(definition);
                }
            }
        }
        return Optional.empty();
    }

    Map<String, Object> queues() {
        return each(ResourceKind.QUEUE, queue -> {
            Document document = new Document().put("name", queue.realName());
            if (queue.name().endsWith(".fifo")) {
                document.put("fifo", true).put("contentBasedDeduplication", true);
            }
            Optional<TriggerPlan.Receiving> receiving = receiving(queue);
            return document.put("visibilityTimeout", receiving.map(TriggerPlan.Receiving::visibilityTimeout))
                    .put(
                            "maxReceiveCount",
                            receiving
                                    .map(TriggerPlan.Receiving::maxReceiveCount)
                                    .orElse(USUAL_RECEIVES))
                    .put("deadLetters", queue.suffixed("-dead-letters"))
                    .put("senders", receiving.map(ResourceDocuments::senders));
        });
    }

    private Optional<TriggerPlan.Receiving> receiving(Resource queue) {
        return functions.stream()
                .filter(function -> function.trigger()
                        .source(function)
                        .filter(queue::equals)
                        .isPresent())
                .findFirst()
                .flatMap(function -> function.trigger().receiving(function));
    }

    private static List<Map<String, Object>> senders(TriggerPlan.Receiving receiving) {
        return receiving.service() == null
                ? List.of()
                : List.of(new Document()
                        .put("service", receiving.service())
                        .put("sourceArn", receiving.sender().arn())
                        .fields());
    }

    Map<String, Object> streams() {
        return each(ResourceKind.STREAM, stream -> new Document().put("name", stream.realName()));
    }

    Map<String, Object> buses() {
        return each(
                ResourceKind.BUS,
                bus -> new Document().put("name", bus.realName()).put("archiveDays", ARCHIVE_DAYS));
    }

    Map<String, Object> topics() {
        return each(ResourceKind.TOPIC, topic -> new Document().put("name", topic.realName()));
    }

    List<String> identities() {
        return List.copyOf(
                each(ResourceKind.IDENTITY, identity -> new Document()).keySet());
    }
}
