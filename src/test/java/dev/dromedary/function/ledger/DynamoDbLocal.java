package dev.dromedary.function.ledger;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * One DynamoDB Local in this JVM for all tests; gives a test a client of it. The environment must hold
 * {@code DDB_LOCAL_TELEMETRY=0}, or it hangs at its start on a closed network.
 */
final class DynamoDbLocal implements ParameterResolver {

    /** Makes a ledger table. */
    static String createTable(DynamoDbClient client, String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
        return name;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DynamoDbClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(DynamoDbLocal.class))
                .getOrComputeIfAbsent(
                        DynamoDbLocal.class, key -> new Running(DynamoDBEmbedded.create(true)), Running.class)
                .client();
    }

    private record Running(AmazonDynamoDBLocal server, DynamoDbClient client) implements AutoCloseable {

        Running(AmazonDynamoDBLocal server) {
            this(server, server.dynamoDbClient());
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }
}
