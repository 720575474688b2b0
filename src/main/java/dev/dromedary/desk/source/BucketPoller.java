package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.trigger.s3.KeyFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a bucket's prefix, and hands what is new to the route as the event that S3 would have sent; see {@link SeenObject}
 * for the order of versions. The first round finds all that is there; the ledger knows what was done before. A deletion is
 * seen only of an object that was there in an earlier round.
 */
final class BucketPoller implements Poller {

    private static final Logger LOG = LoggerFactory.getLogger(BucketPoller.class);

    private final LambdaConsumer consumer;
    private final KeyFilter objects;
    private final S3Client s3;
    private final Clock clock;
    private final List<String> changes;
    private final Map<String, SeenObject> seen = new HashMap<>();
    private final Retries retries;

    /** @param clock for when to try again, and for the age of objects if S3 does not tell its own time */
    BucketPoller(LambdaConsumer consumer, Feed.Objects objects, S3Client s3, Clock clock) {
        this.consumer = consumer;
        this.objects = objects.filter();
        this.s3 = s3;
        this.clock = clock;
        this.changes = objects.changes();
        this.retries = new Retries(objects.retries());
    }

    @Override
    public boolean run(BooleanSupplier ending) {
        Set<String> gone = new HashSet<>(seen.keySet());
        List<S3Object> fresh =
                s3.listObjectsV2Paginator(list -> list.bucket(objects.bucket()).prefix(objects.prefix())).stream()
                        .flatMap(page -> settled(page, gone))
                        .filter(this::isNew)
                        // Oldest first, as S3 tells of them.
                        .sorted(Comparator.comparing(S3Object::lastModified).thenComparing(S3Object::key))
                        .toList();
        boolean found = false;
        for (S3Object object : fresh) {
            found |= !ending.getAsBoolean() && created(object);
        }
        for (String key : gone) {
            found |= !ending.getAsBoolean() && deleted(key);
        }
        return found;
    }

    /**
     * The objects that the trigger asks for. A time of change has whole seconds, so an object may still be replaced in
     * the second in which it was made, and both would look the same: it is looked at when that second is over.
     */
    private Stream<S3Object> settled(ListObjectsV2Response page, Set<String> gone) {
        Instant now = page.sdkHttpResponse() == null
                ? clock.instant()
                : page.sdkHttpResponse()
                        .firstMatchingHeader("Date")
                        .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                        .orElseGet(clock::instant);
        return page.contents().stream()
                .filter(object -> objects.matches(object.key()))
                .peek(object -> gone.remove(object.key()))
                .filter(object -> object.lastModified().getEpochSecond() < now.getEpochSecond());
    }

    private boolean isNew(S3Object object) {
        SeenObject before = seen.get(object.key());
        return (before == null || !before.is(object)) && retries.due(attempt(object), clock.instant());
    }

    private static String attempt(S3Object object) {
        return object.key() + "@" + object.eTag() + "@" + object.lastModified();
    }

    private boolean created(S3Object object) {
        SeenObject now = SeenObject.of(object, seen.get(object.key()));
        if (changes.contains("created")) {
            HeadObjectResponse head;
            try {
                head = s3.headObject(request ->
                        request.bucket(objects.bucket()).key(object.key()).ifMatch(object.eTag()));
            } catch (S3Exception e) {
                if (e.statusCode() == 404 || e.statusCode() == 412) {
                    // Gone or replaced meanwhile; the next round sees it.
                    return true;
                }
                throw e;
            }
            if (!handled(now.created(objects.bucket(), object, head.versionId()), attempt(object))) {
                return true;
            }
        }
        seen.put(object.key(), now);
        return true;
    }

    private boolean deleted(String key) {
        SeenObject before = seen.get(key);
        String attempt = key + "@deleted";
        if (!changes.contains("deleted")) {
            seen.remove(key);
            return false;
        }
        if (!retries.due(attempt, clock.instant())) {
            return false;
        }
        if (handled(before.deleted(objects.bucket(), key, clock.instant()), attempt)) {
            seen.remove(key);
        }
        return true;
    }

    /** Whether it is done with. The consumer has logged why it failed. */
    private boolean handled(Map<String, Object> event, String attempt) {
        try {
            consumer.invoke(
                    event,
                    Invocation.starting(
                            UUID.randomUUID().toString(),
                            Duration.ofSeconds(consumer.getEndpoint().getTimeout())));
        } catch (InvocationFailedException e) {
            if (!retries.failed(attempt, clock.instant())) {
                return false;
            }
            LOG.error("{}: given up until the object changes or this is started again", consumer.getRouteId());
        }
        retries.succeeded(attempt);
        return true;
    }
}
