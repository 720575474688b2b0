package dev.dromedary.desk.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of the buckets.
 *
 * @param site what is shown
 */
record ObjectsView(Site site) implements View {

    private static final int A_PAGE = 200;

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        List<String> buckets = site.cloud().s3().listBuckets().buckets().stream()
                .map(Bucket::name)
                .toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("buckets", buckets);
        if (asked.value("bucket").isEmpty() && buckets.isEmpty()) {
            return model;
        }
        String bucket = asked.value("bucket").isEmpty() ? buckets.get(0) : asked.value("bucket");
        model.put("bucket", bucket);
        model.put("prefix", asked.value("prefix"));
        ListObjectsV2Response listed = list(bucket, asked.value("prefix"), asked.value("after"));
        model.put(
                "objects",
                listed.contents().stream()
                        .map(object -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("key", object.key());
                            told.put("size", object.size());
                            told.put("modified", object.lastModified().toString());
                            return told;
                        })
                        .toList());
        if (Boolean.TRUE.equals(listed.isTruncated())) {
            model.put(
                    "next", listed.contents().get(listed.contents().size() - 1).key());
        }
        return model;
    }

    private ListObjectsV2Response list(String bucket, String prefix, String after) {
        try {
            return site.cloud().s3().listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix)
                    .startAfter(after.isEmpty() ? null : after)
                    .maxKeys(A_PAGE));
        } catch (S3Exception e) {
            // Also where no bucket can have such a name.
            throw RefusedException.notFound("There is no bucket " + bucket + ".");
        }
    }
}
