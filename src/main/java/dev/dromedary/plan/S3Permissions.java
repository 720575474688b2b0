package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/**
 * {@code aws2-s3}: the operation's actions on the bucket and the keys that the route gives it. No HeadBucket, which the
 * endpoint asks for when it starts: the init phase answers that itself.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of S3</a>
 */
final class S3Permissions {

    private static final List<String> PUT = List.of("s3:PutObject");
    /** A multipart upload that fails is taken back. */
    private static final List<String> PUT_PARTS = List.of("s3:PutObject", "s3:AbortMultipartUpload");

    private static final Map<String, List<String>> OBJECTS = Map.ofEntries(
            Map.entry("getObject", List.of("s3:GetObject")),
            Map.entry("getObjectRange", List.of("s3:GetObject")),
            Map.entry("headObject", List.of("s3:GetObject")),
            Map.entry("createDownloadLink", List.of("s3:GetObject")),
            Map.entry("createUploadLink", PUT),
            Map.entry("deleteObject", List.of("s3:DeleteObject")),
            Map.entry("deleteObjects", List.of("s3:DeleteObject")),
            Map.entry("restoreObject", List.of("s3:RestoreObject")),
            Map.entry("getObjectTagging", List.of("s3:GetObjectTagging")),
            Map.entry("putObjectTagging", List.of("s3:PutObjectTagging")),
            Map.entry("deleteObjectTagging", List.of("s3:DeleteObjectTagging")),
            Map.entry("getObjectAcl", List.of("s3:GetObjectAcl")),
            Map.entry("putObjectAcl", List.of("s3:PutObjectAcl")));

    static void add(EndpointUse use, Needs needs) {
        if (use.reads()) {
            needs.unknown(use.step(), "The step reads whatever is in a bucket", "s3:GetObject");
            return;
        }
        bucket(use, needs).ifPresent(bucket -> {
            for (HeaderValue operation : use.headerOrOption(AWS2S3Constants.S3_OPERATION, "operation", "putObject")) {
                operation(use, needs, bucket, operation.text());
            }
        });
    }

    /** The header overrides the option, in all operations but multipart uploads. */
    private static Optional<Resource> bucket(EndpointUse use, Needs needs) {
        Set<HeaderValue> override = use.flow().header(AWS2S3Constants.OVERRIDE_BUCKET_NAME);
        if (override.equals(Set.of(HeaderValue.ABSENT))) {
            return needs.resource(use, "bucketNameOrArn", ResourceKind.BUCKET);
        }
        if (override.size() == 1 && override.iterator().next().origin() == HeaderValue.Origin.STEP) {
            String text = override.iterator().next().text();
            if (Settings.property(text).isPresent()) {
                return needs.named(use.step(), text, ResourceKind.BUCKET);
            }
        }
        needs.unknown(
                use.step(),
                "The header " + AWS2S3Constants.OVERRIDE_BUCKET_NAME + " overrides the bucket",
                List.of(
                        use.option("operation").orElse("putObject").startsWith("get")
                                ? "s3:GetObject"
                                : "s3:PutObject"));
        return Optional.empty();
    }

    private static void operation(EndpointUse use, Needs needs, Resource bucket, String operation) {
        switch (operation) {
            case "putObject" -> {
                boolean parts =
                        use.option("multiPartUpload").filter("true"::equals).isPresent()
                                || use.option("streamingUploadMode")
                                        .filter("true"::equals)
                                        .isPresent();
                if (parts) {
                    needs.calls(Work.OUTPUT, 1);
                }
                write(use, needs, bucket, parts ? PUT_PARTS : PUT, keys(use));
            }
            case "copyObject" -> copy(use, needs, bucket);
            case "listObjects" ->
                use.headerOrOption(AWS2S3Constants.PREFIX, "prefix", "").forEach(prefix -> {
                    needs.calls("s3:ListBucket", 1);
                    KeyPattern keys =
                            KeyPattern.of(prefix.text() + (prefix.text().contains("${") ? "" : "*"));
                    needs.allowListing(bucket, keys.resource());
                });
            default -> {
                if (!OBJECTS.containsKey(operation)) {
                    needs.unknownOperation(use, operation);
                } else if (operation.equals("deleteObjects")) {
                    needs.unknown(use.step(), "The keys to delete come from a header", OBJECTS.get(operation));
                } else {
                    objects(use, needs, bucket, operation);
                }
            }
        }
    }

    private static void objects(EndpointUse use, Needs needs, Resource bucket, String operation) {
        List<String> actions = OBJECTS.get(operation);
        if (actions.contains("s3:GetObject")) {
            read(use, needs, bucket, actions);
            return;
        }
        for (HeaderValue key : keys(use)) {
            if (actions.equals(PUT)) {
                write(use, needs, bucket, key, actions);
            } else {
                of(use, needs, key, actions).ifPresent(pattern -> {
                    needs.allow("ChangeObjects", bucket.arn() + "/" + pattern.resource(), actions);
                    needs.used().prefix(bucket, pattern.prefix());
                });
            }
        }
    }

    private static void copy(EndpointUse use, Needs needs, Resource bucket) {
        for (HeaderValue key : keys(use)) {
            of(use, needs, key, List.of("s3:GetObject")).ifPresent(pattern -> {
                needs.allow("ReadObjects", bucket.arn() + "/" + pattern.resource(), List.of("s3:GetObject"));
                needs.allowListing(bucket, pattern.resource());
            });
        }
        Set<HeaderValue> target = use.flow().header(AWS2S3Constants.BUCKET_DESTINATION_NAME);
        String name = target.size() == 1 ? target.iterator().next().text() : "";
        if (name.isEmpty()) {
            needs.unknown(use.step(), "The bucket that is copied to is not known", PUT);
            return;
        }
        needs.named(use.step(), name, ResourceKind.BUCKET)
                .ifPresent(to -> write(
                        use, needs, to, PUT, use.headerOrOption(AWS2S3Constants.DESTINATION_KEY, "keyName", null)));
    }

    private static void write(
            EndpointUse use, Needs needs, Resource bucket, List<String> actions, Set<HeaderValue> keys) {
        keys.forEach(key -> write(use, needs, bucket, key, actions));
    }

    private static Set<HeaderValue> keys(EndpointUse use) {
        return use.headerOrOption(AWS2S3Constants.KEY, "keyName", null);
    }

    /** The keys of a value, or nothing and a finding if they can't be known and the actions aren't granted. */
    private static Optional<KeyPattern> of(EndpointUse use, Needs needs, HeaderValue key, List<String> actions) {
        switch (key.origin()) {
            case TRIGGER -> {
                if (needs.triggerKeys().isEmpty()) {
                    needs.unknown(
                            use.step(),
                            "The key is the trigger's, and the trigger says neither bucket nor prefix",
                            actions);
                }
                return needs.triggerKeys().map(KeyPattern::beginningWith);
            }
            case STEP -> {
                KeyPattern pattern = KeyPattern.of(key.text());
                if (pattern.prefix().isEmpty()) {
                    needs.unknown(
                            use.step(), "The key \"" + key.text() + "\" is known only when the route runs", actions);
                    return Optional.empty();
                }
                return Optional.of(pattern);
            }
            case ABSENT -> {
                needs.unknown(
                        use.step(), "Neither the header CamelAwsS3Key nor the option keyName says which key", actions);
                return Optional.empty();
            }
            default -> {
                needs.unknown(use.step(), "The header CamelAwsS3Key is set to what is known only at run time", actions);
                return Optional.empty();
            }
        }
    }

    /** Adds what reading the object needs that the headers name. */
    static void read(EndpointUse use, Needs needs, Resource bucket, List<String> actions) {
        for (HeaderValue key : use.headerOrOption("CamelAwsS3Key", "keyName", null)) {
            of(use, needs, key, actions).ifPresent(pattern -> {
                needs.allow("ReadObjects", bucket.arn() + "/" + pattern.resource(), actions);
                needs.used().prefix(bucket, pattern.prefix());
                needs.allowListing(bucket, pattern.resource());
            });
        }
    }

    /** Adds what writing an object needs, and that it may start others. */
    static void write(EndpointUse use, Needs needs, Resource bucket, HeaderValue key, List<String> actions) {
        of(use, needs, key, actions).ifPresent(pattern -> {
            needs.allow("WriteObjects", bucket.arn() + "/" + pattern.resource(), actions);
            if (actions.contains("s3:GetObject")) {
                // It looks whether an object is there.
                needs.allowListing(bucket, pattern.resource());
            }
            needs.used().prefix(bucket, pattern.prefix());
            needs.emits(new Emission.Put(bucket, pattern), use.step());
        });
    }
}
