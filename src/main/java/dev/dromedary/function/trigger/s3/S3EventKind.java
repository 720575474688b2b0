package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Map;
import java.util.Set;

/**
 * What kind of news S3 sends. News of a kind that nobody knows is not news that nobody wants: it is refused, so that it is
 * not lost.
 *
 * @param name as S3 names it, such as {@code ObjectCreated:Put} or {@code Object Created}
 * @param family whether the object was created, deleted, or something else happened to it
 * @param marker whether a deletion only put a delete marker above the versions
 */
record S3EventKind(String name, Family family, boolean marker) {

    /** What the kinds have in common. */
    enum Family {
        CREATED,
        DELETED,
        /** Tagged, restored, moved to another storage class and the like. */
        OTHER
    }

    /** As S3 names the types of events for EventBridge: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
    static final String OBJECT_CREATED = "Object Created";

    /** Also for what a lifecycle rule deletes. */
    static final String OBJECT_DELETED = "Object Deleted";

    private static final Set<String> OTHER_EVENTS = Set.of(
            "Object Restore Initiated",
            "Object Restore Completed",
            "Object Restore Expired",
            "Object Storage Class Changed",
            "Object Access Tier Changed",
            "Object ACL Updated",
            "Object Tags Added",
            "Object Tags Deleted");

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
    private static final Set<String> OTHER_NOTIFICATIONS = Set.of(
            "ObjectRestore",
            "ObjectTagging",
            "ObjectAcl",
            "Replication",
            "LifecycleTransition",
            "IntelligentTiering",
            "ReducedRedundancyLostObject");

    /**
     * Reads the kind of a record of a notification.
     *
     * @throws UnexpectedEventException if it has none, or one that is not known
     */
    static S3EventKind ofNotification(Map<String, Object> record) {
        String name = text(record, "eventName").replaceFirst("^s3:", "");
        String family = name.split(":", 2)[0];
        // Both ObjectRemoved and LifecycleExpiration are followed by Delete or DeleteMarkerCreated.
        return switch (family) {
            case "ObjectCreated" -> new S3EventKind(name, Family.CREATED, false);
            case "ObjectRemoved", "LifecycleExpiration" ->
                new S3EventKind(name, Family.DELETED, name.endsWith(":DeleteMarkerCreated"));
            default -> other(OTHER_NOTIFICATIONS.contains(family), "eventName", name);
        };
    }

    /**
     * Reads the kind of an EventBridge event of the source {@code aws.s3}.
     *
     * @throws UnexpectedEventException if it has none, or one that is not known
     */
    static S3EventKind ofEvent(Map<String, Object> event) {
        String name = text(event, "detail-type");
        return switch (name) {
            case OBJECT_CREATED -> new S3EventKind(name, Family.CREATED, false);
            case OBJECT_DELETED ->
                new S3EventKind(
                        name,
                        Family.DELETED,
                        "Delete Marker Created"
                                .equals(Fields.object(event, "detail").get("deletion-type")));
            default -> other(OTHER_EVENTS.contains(name), "detail-type", name);
        };
    }

    private static S3EventKind other(boolean known, String field, String name) {
        if (!known) {
            throw new UnexpectedEventException(
                    S3Notification.EXPECTED, "news of the unknown " + field + " \"" + Described.text(name) + "\"");
        }
        return new S3EventKind(name, Family.OTHER, false);
    }

    private static String text(Map<String, Object> document, String field) {
        if (document.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new UnexpectedEventException(
                S3Notification.EXPECTED,
                "news whose " + field + ", which says what happened, is " + Described.value(document, field));
    }

    /**
     * What happened to the object, a value of {@link LedgerProperties#CHANGE}; null if it was neither created nor
     * deleted. The version is null on an unversioned bucket.
     */
    String change(String version) {
        return switch (family) {
            case CREATED -> LedgerProperties.CREATED;
            // Without versions, what is deleted is the object. With them, a version that is deleted may not be the
            // current one.
            case DELETED -> marker || version == null ? LedgerProperties.DELETED : LedgerProperties.VERSION_DELETED;
            case OTHER -> null;
        };
    }
}
