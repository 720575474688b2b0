package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonKinesis;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services of an emulator, with the credentials of the environment.
 *
 * @param s3 with buckets as paths, as the host of an emulator has no name for each
 */
public record Clients(
        S3Client s3,
        DynamoDbClient dynamoDb,
        SqsClient sqs,
        EventBridgeClient eventBridge,
        SesClient ses,
        SnsClient sns,
        KinesisClient kinesis,
        SdkHttpClient http)
        implements AutoCloseable {

    /**
     * Makes the clients; makes no call.
     *
     * @param endpoints where the services are
     * @param region such as {@code us-east-1}
     * @return the clients, to be closed
     */
    public static Clients of(Endpoints endpoints, String region) {
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
        JsonKinesis.use();
        Place place = new Place(endpoints, Region.of(region), http);
        return new Clients(
                place.at(Service.S3, S3Client.builder()).forcePathStyle(true).build(),
                place.at(Service.DYNAMODB, DynamoDbClient.builder()).build(),
                place.at(Service.SQS, SqsClient.builder()).build(),
                place.at(Service.EVENTBRIDGE, EventBridgeClient.builder()).build(),
                place.at(Service.SES, SesClient.builder()).build(),
                place.at(Service.SNS, SnsClient.builder()).build(),
                place.at(Service.KINESIS, KinesisClient.builder()).build(),
                http);
    }

    private record Place(Endpoints endpoints, Region region, SdkHttpClient http) {

        <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(Service service, B builder) {
            return builder.region(region)
                    .endpointOverride(endpoints.of(service))
                    .httpClient(http);
        }
    }

    /**
     * The account that the emulator works for, from the ARN of the bus that every account has.
     *
     * @return twelve digits
     * @throws EmulatorException if the emulator does not answer, or there are no credentials
     */
    public String account(Endpoints endpoints) {
        URI uri = endpoints.of(Service.EVENTBRIDGE);
        try {
            return eventBridge
                    .describeEventBus(bus -> bus.name("default"))
                    .arn()
                    .split(":")[4];
        } catch (SdkClientException e) {
            throw new EmulatorException(
                    e.getMessage().contains("credentials")
                            ? "There are no credentials for " + uri
                                    + "; an emulator takes any: set AWS_ACCESS_KEY_ID=test and AWS_SECRET_ACCESS_KEY=test."
                            : "Nothing answers at " + uri + ", which the environment names as the endpoint of AWS.",
                    e);
        }
    }

    @Override
    public void close() {
        s3.close();
        dynamoDb.close();
        sqs.close();
        eventBridge.close();
        ses.close();
        sns.close();
        kinesis.close();
        http.close();
    }
}
