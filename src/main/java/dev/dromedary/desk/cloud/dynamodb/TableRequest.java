package dev.dromedary.desk.cloud.dynamodb;

import dev.dromedary.plan.TableDefinition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** How a table whose keys are strings is asked for. */
final class TableRequest {

    private TableRequest() {}

    static CreateTableRequest of(TableDefinition definition) {
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(definition.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(definition.hashKey(), definition.rangeKey()))
                .attributeDefinitions(attributes(definition));
        if (!definition.indexes().isEmpty()) {
            table.globalSecondaryIndexes(
                    definition.indexes().stream().map(TableRequest::index).toList());
        }
        return table.build();
    }

    private static GlobalSecondaryIndex index(TableDefinition.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.hashKey(), index.rangeKey()))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    /** DynamoDB refuses an attribute that is defined twice, or defined and no key. */
    private static List<AttributeDefinition> attributes(TableDefinition definition) {
        Stream<String> own = Stream.of(definition.hashKey(), definition.rangeKey());
        Stream<String> others =
                definition.indexes().stream().flatMap(index -> Stream.of(index.hashKey(), index.rangeKey()));
        return Stream.concat(own, others)
                .filter(Objects::nonNull)
                .distinct()
                .map(TableRequest::string)
                .toList();
    }

    private static List<KeySchemaElement> key(String hashKey, String rangeKey) {
        KeySchemaElement hash = key(hashKey, KeyType.HASH);
        return rangeKey == null ? List.of(hash) : List.of(hash, key(rangeKey, KeyType.RANGE));
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
