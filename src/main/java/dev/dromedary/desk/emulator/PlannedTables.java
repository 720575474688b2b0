package dev.dromedary.desk.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** The tables of a plan, on demand, with their indexes and the attribute by which items expire. */
record PlannedTables(DynamoDbClient dynamoDb, Names names) {

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
