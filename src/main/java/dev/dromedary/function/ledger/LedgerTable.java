package dev.dromedary.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The ledger's DynamoDB table: hash key {@code id} (string), TTL attribute {@code expires}. Needs
 * {@code dynamodb:GetItem} and {@code dynamodb:PutItem}, nothing else. DynamoDB decides every race: each write is conditional on
 * the item that it was made from. What the service throws (throttling, network) leaves as it is.
 */
final class LedgerTable implements LedgerStore {

    /** So long a call may take with the SDK's own retries: one that hangs leaves time for another before a lease ends. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private static final AwsRequestOverrideConfiguration OWN = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(LONGEST_CALL)
            .putExecutionAttribute(ClaimInterceptor.OWN, true)
            .build();

    private final DynamoDbClient client;
    private final String table;
    private final ReplyClock clock;

    LedgerTable(DynamoDbClient client, String table) {
        this(client, table, new ReplyClock(InstantSource.system()));
    }

    /**
     * A table.
     *
     * @param clock is told what time each reply tells
     */
    LedgerTable(DynamoDbClient client, String table, ReplyClock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<LedgerItem> read(String id) {
        return get(id).map(ItemAttributes::read);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The SDK repeats a call whose reply was lost, and the repeated call then fails on the condition. So an item that is
     * exactly the one to be written is this write: owner and revision make each write unlike every other.
     */
    @Override
    public Write replace(Optional<LedgerItem> known, LedgerItem next) {
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table)
                .overrideConfiguration(OWN)
                .item(ItemAttributes.of(next))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (known.isEmpty()) {
            put.conditionExpression("attribute_not_exists(id)");
        } else {
            put.conditionExpression("revision = :revision and #owner = :owner")
                    .expressionAttributeNames(Map.of("#owner", "owner"))
                    .expressionAttributeValues(Map.of(
                            ":revision", ItemAttributes.number(known.get().revision()),
                            ":owner", ItemAttributes.text(known.get().owner())));
        }
        try {
            call(() -> client.putItem(put.build()));
            return new Write(true, Optional.empty());
        } catch (ConditionalCheckFailedException e) {
            // Not every emulator returns the item with the exception.
            Optional<LedgerItem> found =
                    e.hasItem() && !e.item().isEmpty() ? Optional.of(ItemAttributes.read(e.item())) : read(next.id());
            return found.filter(next::equals).isPresent() ? new Write(true, Optional.empty()) : new Write(false, found);
        }
    }

    @Override
    public Optional<String> contentHolder(String contentId) {
        return get(contentId).map(item -> item.get("heldBy").s());
    }

    @Override
    public void holdContent(String contentId, String id, Instant expires) {
        call(() -> client.putItem(put -> put.tableName(table)
                .overrideConfiguration(OWN)
                .item(Map.of(
                        "id", ItemAttributes.text(contentId),
                        "heldBy", ItemAttributes.text(id),
                        "expires", ItemAttributes.number(expires.getEpochSecond())))));
    }

    private Optional<Map<String, AttributeValue>> get(String id) {
        var reply = call(() -> client.getItem(get -> get.tableName(table)
                .overrideConfiguration(OWN)
                .key(Map.of("id", ItemAttributes.text(id)))
                .consistentRead(true)));
        return reply.hasItem() && !reply.item().isEmpty() ? Optional.of(reply.item()) : Optional.empty();
    }

    private <R extends SdkResponse> R call(Supplier<R> call) {
        try {
            R reply = call.get();
            clock.hear(reply.sdkHttpResponse());
            return reply;
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null) {
                clock.hear(e.awsErrorDetails().sdkHttpResponse());
            }
            throw e;
        }
    }
}
