package dev.dromedary.plan;

import java.util.List;
import java.util.Optional;

/** Which keys a step may use. */
final class S3Keys {

    private S3Keys() {}

    /** The keys of a value, or nothing and a finding if they can't be known and the actions aren't granted. */
    static Optional<KeyPattern> of(EndpointUse use, Needs needs, HeaderValue key, List<String> actions) {
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
            needs.used().prefix(bucket, pattern.prefix());
            needs.emits(new Emission.Put(bucket, pattern), use.step());
        });
    }
}
