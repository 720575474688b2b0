package dev.dromedary.cli;

import dev.dromedary.lambda.JsonDocument;
import dev.dromedary.local.LocalPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What became of the files of a run, for a person and as JSON. */
final class Summary {

    private final List<Map<String, Object>> objects = new ArrayList<>();
    private final Path root;

    private Summary(Path root) {
        this.root = root;
    }

    /**
     * Collects what became of a run's files.
     *
     * @param results what the invocations came to
     * @param lost what happened to events that no invocation took
     * @param s3 where the manifests are
     * @param root folder of the embedded cloud
     * @param uploaded {@code bucket/key} of what was uploaded
     * @return the summary
     */
    static Summary of(
            List<LocalPipeline.Result> results,
            Collection<String> lost,
            S3Client s3,
            Path root,
            List<String> uploaded) {
        Summary summary = new Summary(root);
        lost.forEach(sentence -> summary.fail("", sentence));
        for (LocalPipeline.Result result : results) {
            if (result.failure() != null) {
                summary.fail(result.route(), result.failure().getMessage());
            } else {
                outcomes(result.summary())
                        .forEach(outcome -> summary.objects.add(describe(result.route(), outcome, s3, uploaded)));
            }
        }
        return summary;
    }

    private void fail(String route, String sentence) {
        Map<String, Object> failed = new LinkedHashMap<>();
        failed.put("route_id", route);
        failed.put("status", "failed");
        failed.put("error", sentence);
        objects.add(failed);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> outcomes(Map<String, Object> summary) {
        return (List<Map<String, Object>>) summary.getOrDefault("outcomes", List.of());
    }

    private static Map<String, Object> describe(
            String route, Map<String, Object> outcome, S3Client s3, List<String> uploaded) {
        String correlationId = outcome.get("correlation_id").toString();
        String bucket = uploaded.stream()
                .filter(correlationId::startsWith)
                .map(object -> object.substring(0, object.indexOf('/')))
                .findFirst()
                .orElse(null);
        if (outcome.get("manifest_key") == null || bucket == null) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("route_id", route);
            told.put("status", outcome.get("outcome"));
            told.put("correlation_id", correlationId);
            return told;
        }
        byte[] manifest = s3.getObject(
                        request -> request.bucket(bucket)
                                .key(outcome.get("manifest_key").toString()),
                        ResponseTransformer.<GetObjectResponse>toBytes())
                .asByteArray();
        return JsonDocument.parse(new String(manifest, StandardCharsets.UTF_8));
    }

    /** Whether anything failed, or was rejected whole, or nothing was handled at all. */
    boolean failed() {
        return objects.isEmpty()
                || objects.stream()
                        .anyMatch(object -> List.of("failed", "rejected").contains(object.get("status")));
    }

    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", root.toString());
        document.put("objects", objects);
        return JsonDocument.writePretty(document) + System.lineSeparator();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> new SummaryText(root, object).appendTo(text));
        return text.isEmpty() ? "Nothing was handled." + System.lineSeparator() : text.toString();
    }
}
