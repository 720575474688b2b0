package dev.dromedary.desk.cloud.dynamodb;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.embedded.DDBExceptionMappingInvocationHandler;
import dev.dromedary.desk.cloud.WellFormed;
import dev.dromedary.function.ledger.ClaimInterceptor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * What callers see of DynamoDB Local: its exceptions made those of the SDK's own client, HTTP response included; tables
 * filled from their files when they are made; closing it closes nothing, because others use the engine too.
 */
final class DynamoDbFront implements DynamoDbClient {
    private final Supplier<DynamoDbClient> engine;
    private final TableFiles files;

    /** @param engine waits until DynamoDB Local is up */
    DynamoDbFront(Supplier<DynamoDbClient> engine, TableFiles files) {
        this.engine = engine;
        this.files = files;
    }

    private <R extends DynamoDbRequest, T> T call(R request, BiFunction<DynamoDbClient, R, T> operation) {
        ClaimInterceptor.check(request);
        try {
            return operation.apply(engine.get(), WellFormed.request(request));
        } catch (DynamoDBLocalServiceException e) {
            throw converted(e);
        }
    }

    private static RuntimeException converted(DynamoDBLocalServiceException local) {
        try {
            DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(local, true);
            return local;
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails().toBuilder()
                    .serviceName("DynamoDb")
                    .sdkHttpResponse(
                            SdkHttpResponse.builder().statusCode(e.statusCode()).build())
                    .build();
            return e.toBuilder().awsErrorDetails(details).build();
        } catch (RuntimeException e) {
            return e;
        } catch (Throwable e) {
            return local;
        }
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return call(request, DynamoDbClient::batchExecuteStatement);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call(request, DynamoDbClient::batchGetItem);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return call(request, DynamoDbClient::batchWriteItem);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        CreateTableResponse response = call(request, DynamoDbClient::createTable);
        files.load(this, request.tableName());
        return response;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return call(request, DynamoDbClient::deleteItem);
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        DeleteTableResponse response = call(request, DynamoDbClient::deleteTable);
        files.delete(request.tableName());
        return response;
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return call(request, DynamoDbClient::describeTable);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return call(request, DynamoDbClient::describeTimeToLive);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return call(request, DynamoDbClient::executeStatement);
    }

    @Override
    public ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        return call(request, DynamoDbClient::executeTransaction);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call(request, DynamoDbClient::getItem);
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return call(request, DynamoDbClient::listTables);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return call(request, DynamoDbClient::putItem);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call(request, DynamoDbClient::query);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return call(request, DynamoDbClient::scan);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call(request, DynamoDbClient::transactGetItems);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return call(request, DynamoDbClient::transactWriteItems);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call(request, DynamoDbClient::updateItem);
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return call(request, DynamoDbClient::updateTable);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return call(request, DynamoDbClient::updateTimeToLive);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The engine is closed by its owner.
    }
}
