package dev.dromedary.plan.trigger;

import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.EndpointUse;
import dev.dromedary.plan.Flow;
import dev.dromedary.plan.HeaderValue;
import dev.dromedary.plan.Needs;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.TriggerPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What triggers have in common that bring objects. */
final class ObjectNeeds {

    /** The object that arrived, in the headers of aws2-s3. */
    static final Flow FLOW =
            Flow.EMPTY.with("CamelAwsS3Key", HeaderValue.TRIGGER).with("CamelAwsS3BucketName", HeaderValue.TRIGGER);

    private ObjectNeeds() {}

    /** What reading the objects takes. */
    static void add(EndpointUse from, String option, KeyFilter filter, boolean includeBody, Needs needs) {
        if (from.raw(option).isPresent()) {
            needs.resource(from, option, ResourceKind.BUCKET).ifPresent(bucket -> {
                needs.used().prefix(bucket, filter.prefix());
                if (includeBody) {
                    needs.allow("ReadObjects", bucket.arn() + "/" + filter.prefix() + "*", List.of("s3:GetObject"));
                    needs.allowListing(bucket, filter.prefix() + "*");
                }
            });
        }
    }

    /** What the keys begin with, where a filter says that or the bucket. */
    static Optional<String> keys(KeyFilter filter) {
        return Optional.of(filter.prefix()).filter(prefix -> filter.bucket() != null || !prefix.isEmpty());
    }

    /** Bucket, prefix and suffixes in the plan. */
    static Document describe(PlannedFunction function, String option, KeyFilter filter, Document document) {
        return document.put(
                        "bucket",
                        Optional.ofNullable(function.options().get(option))
                                .map(ignored -> function.resource(option, ResourceKind.BUCKET)
                                        .name()))
                .put("prefix", unlessEmpty(filter.prefix()))
                .put(
                        "suffixes",
                        filter.suffixes().stream()
                                .filter(suffix -> !suffix.isEmpty())
                                .toList());
    }

    static String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Bucket and keys, such as {@code orders/raw/*.csv}. */
    static String named(TriggerPlan.Watch watch) {
        return watch.bucket().name() + "/" + watch.prefix() + "*"
                + watch.suffixes().stream().collect(Collectors.joining(" *"));
    }
}
