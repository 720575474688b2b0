package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.ReplyChecksum;
import dev.dromedary.function.steps.invoke.InvokeEndpoint;
import dev.dromedary.plan.RoutesFolder;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A pipeline on AWS, or on an emulator that {@code AWS_ENDPOINT_URL} names, with credentials and region of the environment.
 *
 * @param deployment the pipeline with its names
 * @param clients what it reaches
 * @param lambda to be closed
 */
public record AwsDeployment(Deployment deployment, Clients clients, LambdaClient lambda) implements AutoCloseable {

    /**
     * Opens a pipeline.
     *
     * @param folder the routes folder
     * @param pipeline its name
     * @param naming of an environment: names are those that its functions have in their environment variables. Plain: names are those
     *     of the properties, which this machine's variables override
     * @param variables this machine's environment variables
     * @throws IllegalArgumentException in one sentence, if there is no such pipeline or environment
     */
    public static AwsDeployment open(
            RoutesFolder folder, String pipeline, Naming naming, Map<String, String> variables) {
        LambdaClient lambda = LambdaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        try {
            Deployment deployment = Deployment.of(
                    folder,
                    pipeline,
                    naming,
                    route -> naming.isEnvironment() ? variables(lambda, naming.name(route)) : variables);
            boolean emulated =
                    variables.containsKey("AWS_ENDPOINT_URL") || variables.containsKey("AWS_ENDPOINT_URL_S3");
            SqsClient sqs = SqsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            Clients clients = new Clients(
                    S3Client.builder()
                            .httpClientBuilder(UrlConnectionHttpClient.builder())
                            .forcePathStyle(emulated)
                            .build(),
                    DynamoDbClient.builder()
                            .httpClientBuilder(UrlConnectionHttpClient.builder())
                            .overrideConfiguration(
                                    configuration -> configuration.addExecutionInterceptor(new ReplyChecksum()))
                            .build(),
                    sqs,
                    new AwsFunctions(lambda, sqs, deployment));
            return new AwsDeployment(deployment, clients, lambda);
        } catch (RuntimeException e) {
            lambda.close();
            throw e;
        }
    }

    private static Map<String, String> variables(LambdaClient lambda, String function) {
        try {
            return lambda.getFunctionConfiguration(
                            request -> request.functionName(function).qualifier(InvokeEndpoint.ALIAS))
                    .environment()
                    .variables();
        } catch (ResourceNotFoundException e) {
            throw new IllegalArgumentException("There is no function " + function + " in this account and region;"
                    + " are the name of the environment, and the prefix if the project has one, right?");
        }
    }

    @Override
    public void close() {
        clients.s3().close();
        clients.dynamoDb().close();
        clients.sqs().close();
        lambda.close();
    }

    /**
     * Functions on Lambda, or behind its interface. Events are handed over asynchronously: Lambda repeats what fails, and then keeps it in
     * the on-failure queue. A function that gets its events from a queue has no such queue, and gets them there.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Asynchronous invocation</a>
     */
    private static final class AwsFunctions implements Functions {

        private final LambdaClient lambda;
        private final SqsClient sqs;
        private final Deployment deployment;

        AwsFunctions(LambdaClient lambda, SqsClient sqs, Deployment deployment) {
            this.lambda = lambda;
            this.sqs = sqs;
            this.deployment = deployment;
        }

        @Override
        public String invoke(String route, Map<String, Object> event) {
            DeployedRoute function = deployment.route(route).orElseThrow();
            String document = JsonDocument.write(event);
            if (function.getsObjectsByQueue()) {
                String url = sqs.getQueueUrl(
                                request -> request.queueName(function.queue().orElseThrow()))
                        .queueUrl();
                sqs.sendMessage(message -> message.queueUrl(url).messageBody(document));
                return HANDED_OVER;
            }
            try {
                lambda.invoke(request -> request.functionName(function.function())
                        .qualifier(function.naming().isEnvironment() ? InvokeEndpoint.ALIAS : null)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(document)));
                return HANDED_OVER;
            } catch (ResourceNotFoundException e) {
                throw new IllegalStateException(
                        "There is no function " + function.function() + "; name its environment with --environment.",
                        e);
            }
        }
    }
}
