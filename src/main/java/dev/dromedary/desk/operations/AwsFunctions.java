package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Functions on Lambda, or behind its interface. Events are handed over asynchronously: Lambda repeats what fails, and then keeps it in
 * the on-failure queue. A function that gets its events from a queue has no such queue, and gets them there.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Asynchronous invocation</a>
 */
final class AwsFunctions implements Functions {

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
                    .qualifier(function.suffix().isEmpty() ? null : AwsDeployment.ALIAS)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(document)));
            return HANDED_OVER;
        } catch (ResourceNotFoundException e) {
            throw new IllegalStateException(
                    "There is no function " + function.function() + "; name its environment with --environment.", e);
        }
    }
}
