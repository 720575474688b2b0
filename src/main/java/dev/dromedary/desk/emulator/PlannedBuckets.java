package dev.dromedary.desk.emulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * The buckets of a plan: with versions, and telling of their objects.
 *
 * @param queues where notifications go
 */
record PlannedBuckets(S3Client s3, Names names, PlannedQueues queues) {

    /** The one region that may not be named: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html */
    private static final String UNNAMED = "us-east-1";

    void create(Part bucket) {
        String name = names.fill(bucket.text("name"));
        CreateBucketConfiguration place = names.region().equals(UNNAMED)
                ? null
                : CreateBucketConfiguration.builder()
                        .locationConstraint(names.region())
                        .build();
        try {
            s3.createBucket(create -> create.bucket(name).createBucketConfiguration(place));
        } catch (BucketAlreadyOwnedByYouException e) {
            // Its settings follow all the same.
        }
        s3.putBucketVersioning(put ->
                put.bucket(name).versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        NotificationConfiguration.Builder told = NotificationConfiguration.builder();
        if (bucket.is("eventBridge")) {
            told.eventBridgeConfiguration(EventBridgeConfiguration.builder().build());
        }
        List<QueueConfiguration> notifications =
                bucket.list("notifications").stream().map(this::notification).toList();
        told.queueConfigurations(notifications);
        s3.putBucketNotificationConfiguration(put -> put.bucket(name).notificationConfiguration(told.build()));
    }

    private QueueConfiguration notification(Part notification) {
        List<FilterRule> rules = Stream.of(
                        rule(FilterRuleName.PREFIX, notification.optional("prefix")),
                        rule(FilterRuleName.SUFFIX, notification.optional("suffix")))
                .flatMap(Optional::stream)
                .toList();
        return QueueConfiguration.builder()
                .queueArn(queues.target(notification))
                .eventsWithStrings(notification.texts("events"))
                .filter(filter -> filter.key(key -> key.filterRules(rules)))
                .build();
    }

    private static Optional<FilterRule> rule(FilterRuleName name, Optional<String> value) {
        return value.map(text -> FilterRule.builder().name(name).value(text).build());
    }
}
