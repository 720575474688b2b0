package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What the operations of DynamoDB ask for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Transactions</a>
 */
final class DynamoDbActions {

    private static final Set<String> ON_TABLES =
            Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "DescribeTable");

    private final String region;

    DynamoDbActions(String region) {
        this.region = region;
    }

    Optional<List<Asked>> of(DynamoDbRequest request, String operation) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return Optional.of(transaction.transactItems().stream()
                    .flatMap(this::written)
                    .distinct()
                    .toList());
        }
        if (request instanceof TransactGetItemsRequest transaction) {
            return Optional.of(transaction.transactItems().stream()
                    .map(each -> table("GetItem", each.get().tableName()))
                    .distinct()
                    .toList());
        }
        if (request instanceof BatchGetItemRequest batch) {
            return Optional.of(tables(operation, batch.requestItems().keySet()));
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return Optional.of(tables(operation, batch.requestItems().keySet()));
        }
        if (!ON_TABLES.contains(operation)) {
            return Optional.empty();
        }
        String index = text(request, "IndexName").map(name -> "/index/" + name).orElse("");
        return Optional.of(List.of(table(operation, text(request, "TableName").orElse("") + index)));
    }

    private Stream<Asked> written(TransactWriteItem item) {
        return Stream.of(
                        Optional.ofNullable(item.put()).map(each -> table("PutItem", each.tableName())),
                        Optional.ofNullable(item.update()).map(each -> table("UpdateItem", each.tableName())),
                        Optional.ofNullable(item.delete()).map(each -> table("DeleteItem", each.tableName())),
                        Optional.ofNullable(item.conditionCheck())
                                .map(each -> table("ConditionCheckItem", each.tableName())))
                .flatMap(Optional::stream);
    }

    private List<Asked> tables(String operation, Set<String> names) {
        return names.stream().map(name -> table(operation, name)).toList();
    }

    private Asked table(String operation, String name) {
        return Asked.of(
                "dynamodb:" + operation, name.startsWith("arn:") ? name : Arns.of("dynamodb", region, "table/" + name));
    }

    private static Optional<String> text(DynamoDbRequest request, String field) {
        return request.getValueForField(field, String.class);
    }
}
