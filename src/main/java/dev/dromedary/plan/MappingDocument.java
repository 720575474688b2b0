package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.Map;
import java.util.Optional;

/** How Lambda reads a queue or a stream for a function, in the plan. */
final class MappingDocument {

    private MappingDocument() {}

    static Optional<Map<String, Object>> of(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        boolean objects = function.kind().equals("s3") && endpoint.getVia() == LambdaEndpoint.Delivery.queue;
        if (function.kind().equals("queue") || objects) {
            return Optional.of(new Document()
                    .put("function", function.id())
                    .put("kind", "queue")
                    .put("source", new TriggerDocument(function).source().name())
                    .put("batchSize", endpoint.getBatchSize())
                    .put("batchingWindow", endpoint.getBatchWindow())
                    .put("maximumConcurrency", endpoint.getMaximumConcurrency())
                    .fields());
        }
        return function.kind().equals("stream") ? Optional.of(stream(function)) : Optional.empty();
    }

    private static Map<String, Object> stream(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        Optional<String> bucket = Optional.ofNullable(function.options().get("onFailure"))
                .map(ignored ->
                        function.resource("onFailure", ResourceKind.BUCKET).name());
        return new Document()
                .put("function", function.id())
                .put("kind", "stream")
                .put("source", new TriggerDocument(function).source().name())
                .put("batchSize", endpoint.getBatchSize())
                .put("batchingWindow", endpoint.getBatchWindow())
                .put("startingPosition", endpoint.getStartingPosition().name())
                .put("parallelizationFactor", endpoint.getParallelizationFactor())
                .put("bisect", endpoint.isBisect())
                .put("maximumRetryAttempts", endpoint.getMaximumRetryAttempts())
                .put("maximumRecordAge", endpoint.getMaximumRecordAge())
                .put("onFailureBucket", bucket)
                .put("onFailurePrefix", bucket.map(ignored -> TriggerNeeds.GIVEN_UP))
                .fields();
    }
}
