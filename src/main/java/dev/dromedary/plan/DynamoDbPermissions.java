package dev.dromedary.plan;

import java.util.List;
import java.util.Map;

/**
 * {@code aws2-ddb}: the operation on the table, and on the index that a query names. No DescribeTable, which the endpoint
 * asks for when it starts: the init phase answers that itself.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions of
 *     DynamoDB</a>
 */
final class DynamoDbPermissions {

    private static final Map<String, String> ACTIONS = Map.of(
            "BatchGetItems", "dynamodb:BatchGetItem",
            "DeleteItem", "dynamodb:DeleteItem",
            "GetItem", "dynamodb:GetItem",
            "PutItem", "dynamodb:PutItem",
            "Query", "dynamodb:Query",
            "Scan", "dynamodb:Scan",
            "UpdateItem", "dynamodb:UpdateItem");

    static void add(EndpointUse use, Needs needs) {
        needs.resource(use, "tableName", ResourceKind.TABLE).ifPresent(table -> {
            for (HeaderValue operation : use.headerOrOption("CamelAwsDdbOperation", "operation", "PutItem")) {
                String action = ACTIONS.get(operation.text());
                if (action == null) {
                    needs.unknownOperation(use, operation.text());
                    continue;
                }
                allow(use, needs, table, action);
            }
        });
    }

    private static void allow(EndpointUse use, Needs needs, Resource table, String action) {
        String purpose = action.substring(action.indexOf(":") + 1).replaceFirst("Query", "QueryItem") + "s";
        if (!action.equals("dynamodb:Query") && !action.equals("dynamodb:Scan")) {
            needs.allow(purpose, table.arn(), List.of(action));
            return;
        }
        for (HeaderValue index : use.headerOrOption("CamelAwsDdbIndexName", null, "")) {
            String name = needs.settings().resolve(index.text());
            if (index.origin() == HeaderValue.Origin.UNKNOWN || name.contains("${")) {
                needs.unknown(use.step(), "The index is known only when the route runs", List.of(action));
            } else {
                needs.allow(purpose, table.arn() + (name.isEmpty() ? "" : "/index/" + name), List.of(action));
            }
        }
    }
}
