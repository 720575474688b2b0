package dev.dromedary.local;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.embedded.DDBExceptionMappingInvocationHandler;
import dev.dromedary.ledger.ClaimInterceptor;
import java.util.function.Function;
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

    private <T> T call(Function<DynamoDbClient, T> operation) {
        try {
            return operation.apply(engine.get());
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
        ClaimInterceptor.check(request);
        return call(client -> client.batchExecuteStatement(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call(client -> client.batchGetItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.batchWriteItem(request));
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        CreateTableResponse response = call(client -> client.createTable(request));
        files.load(this, request.tableName());
        return response;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.deleteItem(request));
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        DeleteTableResponse response = call(client -> client.deleteTable(request));
        files.delete(request.tableName());
        return response;
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return call(client -> client.describeTable(request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return call(client -> client.describeTimeToLive(request));
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.executeStatement(request));
    }

    @Override
    public ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.executeTransaction(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call(client -> client.getItem(request));
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return call(client -> client.listTables(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.putItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call(client -> client.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return call(client -> client.scan(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call(client -> client.transactGetItems(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.transactWriteItems(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        ClaimInterceptor.check(request);
        return call(client -> client.updateItem(request));
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return call(client -> client.updateTable(request));
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return call(client -> client.updateTimeToLive(request));
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
