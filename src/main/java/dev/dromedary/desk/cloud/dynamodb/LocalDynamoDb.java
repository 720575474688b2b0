package dev.dromedary.desk.cloud.dynamodb;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.embedded.DDBExceptionMappingInvocationHandler;
import dev.dromedary.desk.cloud.ClientProxy;
import dev.dromedary.desk.cloud.WellFormed;
import dev.dromedary.function.ledger.ClaimInterceptor;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;

/**
 * What callers see of DynamoDB Local: its exceptions made those of the SDK's own client, HTTP response included; tables
 * filled from their files when they are made; closing it closes nothing, because others use the engine too.
 */
final class LocalDynamoDb {

    private LocalDynamoDb() {}

    /** @param engine waits until DynamoDB Local is up */
    static DynamoDbClient of(Supplier<DynamoDbClient> engine, TableFiles files) {
        DynamoDbClient local = ClientProxy.of(DynamoDbClient.class, engine, LocalDynamoDb::call);
        return ClientProxy.of(DynamoDbClient.class, () -> local, (request, operation) -> {
            Object response = operation.call(request);
            if (request instanceof CreateTableRequest made) {
                files.load(local, made.tableName());
            } else if (request instanceof DeleteTableRequest gone) {
                files.delete(gone.tableName());
            }
            return response;
        });
    }

    private static Object call(AwsRequest request, ClientProxy.Operation operation) throws Throwable {
        ClaimInterceptor.check(request);
        try {
            return operation.call(WellFormed.request(request));
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
}
