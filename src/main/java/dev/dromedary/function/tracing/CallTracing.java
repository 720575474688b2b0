package dev.dromedary.function.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Records each call of AWS as a part of what its thread works at: the operation, where, whose, how it ended, and of what it
 * asked just the names of resources. Of a body that is streamed the time ends with the headers.
 *
 * <p>The SDK gives it to every client in the process, those of users' own routes included, as {@code
 * software/amazon/awssdk/global/handlers/execution.interceptors} names it.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws">AWS
 *     resource data</a>
 */
public final class CallTracing implements ExecutionInterceptor {

    /** By a request's member, as X-Ray calls it. */
    private static final Map<String, String> RESOURCES = Map.of(
            "Bucket", "bucket_name",
            "TableName", "table_name",
            "QueueUrl", "queue_url",
            "TopicArn", "topic_arn",
            "StreamName", "stream_name",
            "FunctionName", "function_name",
            "ModelId", "model_id");

    /** The SDK's word for an id that has not come. */
    private static final String UNKNOWN = "UNKNOWN";

    private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("DromedarySubsegment");

    /** A call under way. */
    private static final class Call {

        private final Subsegment subsegment;
        private final Map<String, Object> told = new LinkedHashMap<>();
        private int attempts;

        Call(Subsegment subsegment) {
            this.subsegment = subsegment;
        }

        void end(String requestId, Integer status) {
            if (attempts > 1) {
                told.put("retries", attempts - 1);
            }
            if (requestId != null && !requestId.equals(UNKNOWN)) {
                told.put("request_id", requestId);
            }
            subsegment.put("aws", told);
            if (status != null) {
                subsegment.put("http", Map.of("response", Map.of("status", status)));
            }
        }
    }

    /** For the SDK. */
    public CallTracing() {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Subsegment current = Subsegment.current();
        if (!current.isTraced()) {
            return;
        }
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Call call = new Call(current.begin(service, service + "." + operation));
        call.subsegment.put("namespace", "aws");
        call.told.put("operation", operation);
        Region region = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
        if (region != null) {
            call.told.put("region", region.id());
        }
        name(context.request(), call.told);
        attributes.putAttribute(CALL, call);
    }

    private static void name(SdkRequest request, Map<String, Object> told) {
        RESOURCES.forEach((member, field) -> request.getValueForField(member, Object.class)
                .filter(String.class::isInstance)
                .ifPresent(name -> told.put(field, name)));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        return call == null
                ? context.httpRequest()
                : call.subsegment
                        .header()
                        .<SdkHttpRequest>map(header -> context.httpRequest().toBuilder()
                                .putHeader("X-Amzn-Trace-Id", header)
                                .build())
                        .orElse(context.httpRequest());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        if (call != null) {
            call.attempts++;
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        if (call != null) {
            String requestId = context.response() instanceof AwsResponse response && response.responseMetadata() != null
                    ? response.responseMetadata().requestId()
                    : null;
            call.end(requestId, context.httpResponse().statusCode());
            call.subsegment.end();
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        if (call != null) {
            SdkServiceException service = context.exception() instanceof SdkServiceException known ? known : null;
            call.end(
                    service == null ? null : service.requestId(),
                    service == null || service.statusCode() == 0 ? null : Integer.valueOf(service.statusCode()));
            Cause.mark(call.subsegment, context.exception());
            call.subsegment.fail(context.exception());
        }
    }
}
