package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/**
 * What a plan names, created at an emulator with the names, settings and exact patterns that Terraform would give it. In
 * place of functions there are their input queues; see {@link Inputs}. What is there already stays, with its content, and
 * gets the plan's settings.
 */
public final class PlannedResources {

    private final Part plan;
    private final Clients clients;
    private final Names names;
    private final PlannedQueues queues;

    /**
     * Resources that are not created yet.
     *
     * @param plan the plan's document, as {@code Plan.document()} gives it
     * @param names what it leaves open
     * @param clients the emulator
     */
    public PlannedResources(Map<String, Object> plan, Names names, Clients clients) {
        this.plan = new Part(plan);
        this.names = names;
        this.clients = clients;
        this.queues = new PlannedQueues(this.plan, names, clients.sqs());
    }

    /**
     * Creates them.
     *
     * @param endpoints where the clients lead
     * @param emulators further hosts that are emulators, besides {@code localhost}, {@code ministack}, {@code localstack} and {@code moto}
     * @throws EmulatorException if one of the endpoints is AWS, or not known to be an emulator; nothing is created then
     */
    public void create(Endpoints endpoints, Set<String> emulators) {
        endpoints.requireEmulators(emulators);
        queues.create();
        plan.parts("tables").values().forEach(new PlannedTables(clients.dynamoDb(), names)::create);
        PlannedBuckets buckets = new PlannedBuckets(clients.s3(), names, queues);
        plan.parts("buckets").values().forEach(buckets::create);
        plan.parts("buses").values().forEach(this::createBus);
        plan.parts("rules").forEach((id, rule) -> createRule(rule));
        plan.parts("topics").values().forEach(this::createTopic);
        plan.parts("streams").values().forEach(this::createStream);
        plan.texts("identities").forEach(this::verify);
    }

    private void createBus(Part bus) {
        try {
            clients.eventBridge().createEventBus(create -> create.name(names.fill(bus.text("name"))));
        } catch (ResourceAlreadyExistsException e) {
            // It is as it has to be: a bus has no settings here.
            return;
        }
    }

    private void createStream(Part stream) {
        String name = names.fill(stream.text("name"));
        try {
            clients.kinesis().createStream(create -> create.streamName(name)
                    .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        } catch (software.amazon.awssdk.services.kinesis.model.ResourceInUseException e) {
            // There it is.
            return;
        }
        clients.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(name));
    }

    private void createRule(Part rule) {
        Part function = plan.parts("functions").get(rule.text("function"));
        String name = names.fill(function.text("name"));
        String bus = plan.parts("buses").containsKey(rule.text("bus"))
                ? names.fill(plan.parts("buses").get(rule.text("bus")).text("name"))
                : rule.text("bus");
        Map<String, Object> pattern = names.fill(rule.part("pattern").fields());
        clients.eventBridge()
                .putRule(put -> put.name(name).eventBusName(bus).eventPattern(JsonDocument.write(pattern)));
        Target target = Target.builder()
                .id("input")
                .arn(queues.arn(Inputs.inputQueue(function, names)))
                .build();
        PutTargetsResponse response = clients.eventBridge()
                .putTargets(put -> put.rule(name).eventBusName(bus).targets(target));
        if (response.failedEntryCount() > 0) {
            throw new EmulatorException("The emulator did not take the target of the rule " + name + ": "
                    + response.failedEntries().get(0).errorMessage());
        }
    }

    /** What is published can't be asked for, so a queue takes part. */
    private void createTopic(Part topic) {
        String name = names.fill(topic.text("name"));
        String arn = clients.sns().createTopic(create -> create.name(name)).topicArn();
        String queue = Inputs.published(name);
        queues.create(queue, Map.of());
        clients.sns()
                .subscribe(subscribe -> subscribe.topicArn(arn).protocol("sqs").endpoint(queues.arn(queue)));
    }

    private void verify(String identity) {
        if (identity.contains("@")) {
            clients.ses().verifyEmailIdentity(verify -> verify.emailAddress(identity));
        } else {
            clients.ses().verifyDomainIdentity(verify -> verify.domain(identity));
        }
    }

    /** The tables of a plan, on demand, with their indexes and the attribute by which items expire. */
    private record PlannedTables(DynamoDbClient dynamoDb, Names names) {

        void create(Part table) {
            String name = names.fill(table.text("name"));
            List<AttributeDefinition> attributes = table.part("attributes").fields().entrySet().stream()
                    .map(attribute -> AttributeDefinition.builder()
                            .attributeName(attribute.getKey())
                            .attributeType(attribute.getValue().toString())
                            .build())
                    .toList();
            List<GlobalSecondaryIndex> indexes = table.parts("indexes").entrySet().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.getKey())
                            .keySchema(keys(index.getValue()))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build())
                    .toList();
            CreateTableRequest.Builder request = CreateTableRequest.builder()
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attributes)
                    .keySchema(keys(table));
            if (!indexes.isEmpty()) {
                request.globalSecondaryIndexes(indexes);
            }
            try {
                dynamoDb.createTable(request.build());
            } catch (ResourceInUseException e) {
                // There it is, and keys can't be changed.
                return;
            }
            dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(name));
            Optional<String> expires = table.optional("expires");
            expires.ifPresent(attribute -> dynamoDb.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true))));
        }

        private static List<KeySchemaElement> keys(Part part) {
            List<KeySchemaElement> keys = new ArrayList<>();
            keys.add(KeySchemaElement.builder()
                    .attributeName(part.text("hashKey"))
                    .keyType(KeyType.HASH)
                    .build());
            part.optional("rangeKey")
                    .ifPresent(range -> keys.add(KeySchemaElement.builder()
                            .attributeName(range)
                            .keyType(KeyType.RANGE)
                            .build()));
            return keys;
        }
    }
}
