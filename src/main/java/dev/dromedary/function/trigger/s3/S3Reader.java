package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * News of objects: an object was created in a bucket, or deleted (see the option {@code events}); the exchange property
 * {@link LedgerProperties#CHANGE} says which. One exchange an object, with the headers of Camel's own {@code aws2-s3}
 * consumer. The body is the object's stream, opened when it is first read; without it, {@code aws2-s3}
 * with {@code operation=getObject} reads the object. Both read just the version that was announced, by its ETag. A deleted
 * object has no body.
 */
public record S3Reader(CamelContext context, KeyFilter filter, AskedChanges asked, boolean includeBody) {

    private static final Logger LOG = LoggerFactory.getLogger(S3Reader.class);

    /** The EventBridge pattern of the news. */
    public Map<String, Object> eventPattern() {
        // {"prefix": …} and {"suffix": …} side by side would be an OR; one wildcard says both.
        List<Map<String, String>> keys = filter.suffixes().stream()
                .map(suffix -> Map.of("wildcard", escape(filter.prefix()) + "*" + escape(suffix)))
                .toList();
        return Map.of(
                "source", List.of("aws.s3"),
                "detail-type", asked.detailTypes(),
                "detail",
                        Map.of(
                                "bucket", Map.of("name", List.of(filter.bucket())),
                                "object", Map.of("key", keys)));
    }

    /** News of an object that does not exist, as an EventBridge event. */
    public Map<String, Object> sample() {
        return Map.of(
                "source", "aws.s3",
                "detail-type", asked.detailTypes().get(0),
                "detail",
                        Map.of(
                                "bucket", Map.of("name", filter.bucket()),
                                "object",
                                        Map.of(
                                                "key",
                                                        filter.prefix() + "sample"
                                                                + filter.suffixes()
                                                                        .get(0),
                                                "etag", "sample",
                                                "sequencer", "00")));
    }

    /** Takes a notification of several objects apart: documents of the same kind, one an object. */
    public List<Map<String, Object>> parts(Map<String, Object> document) {
        return document.get("Records") instanceof List<?> records && !records.isEmpty()
                ? Fields.objects(document, "Records").stream()
                        .map(each -> Map.<String, Object>of("Records", List.of(each)))
                        .toList()
                : List.of(document);
    }

    /**
     * Reads an S3 notification or an EventBridge event: the objects that count.
     *
     * @throws UnexpectedEventException if it is neither, or tells of another bucket
     */
    public List<Arrival> arrivals(Map<String, Object> document) {
        List<Arrival> arrivals = new ArrayList<>();
        if (S3Notification.isTest(document)) {
            LOG.info("nothing to do: S3 has tried out whether its news arrives");
        }
        for (S3Notification news : S3Notification.read(document)) {
            if (!news.bucket().equals(filter.bucket())) {
                throw new UnexpectedEventException(
                        "news of the bucket " + filter.bucket(), "news of the bucket " + Described.text(news.bucket()));
            }
            if (asked.include(news.change()) && filter.matches(news.key())) {
                arrivals.add(arrival(news).replayedBy(Fields.object(document, "detail")));
            } else {
                LOG.info(
                        "nothing to do: {} of {} is not what the route asks for",
                        Described.text(news.kind().name()),
                        Described.text(news.bucket() + "/" + news.key()));
            }
        }
        return arrivals;
    }

    private Arrival arrival(S3Notification news) {
        boolean created = LedgerProperties.CREATED.equals(news.change());
        String object = news.bucket() + "/" + news.key();
        String cause = object + "@" + news.versionName();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(AWS2S3Constants.KEY, news.key());
        headers.put(AWS2S3Constants.BUCKET_NAME, news.bucket());
        put(headers, AWS2S3Constants.E_TAG, quoted(news.etag()));
        put(headers, AWS2S3Constants.VERSION_ID, news.version());
        if (news.size() >= 0) {
            headers.put(AWS2S3Constants.CONTENT_LENGTH, news.size());
        }
        // With the body included, the body has the condition; in a header it would hold for every object that is read.
        if (created && news.etag() != null && !includeBody) {
            headers.put(AWS2S3Constants.IF_MATCH_CONDITION, quoted(news.etag()));
        }
        instant(news.time()).ifPresent(time -> {
            headers.put(AWS2S3Constants.LAST_MODIFIED, time);
            // Whole seconds, as Camel's consumer has them.
            headers.put(AWS2S3Constants.MESSAGE_TIMESTAMP, time.getEpochSecond() * 1000);
        });
        return new Arrival(
                cause,
                // Without an order, a later version of the object would pass for done already; each version then counts
                // by itself.
                news.sequencer() == null ? cause : object,
                news.sequencer(),
                filter.outputName(news.key()),
                headers,
                created && includeBody ? body(news) : null,
                news.change(),
                null,
                null,
                null,
                created && news.size() >= 0 ? news.size() : null);
    }

    private ObjectBody body(S3Notification news) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(news.bucket()).key(news.key());
        if (news.etag() != null) {
            request.ifMatch(quoted(news.etag()));
        }
        return new ObjectBody(
                () -> CamelContextHelper.mandatoryFindSingleByType(context, S3Client.class),
                request.build(),
                news.size());
    }

    private static String escape(String literal) {
        return literal.replace("\\", "\\\\").replace("*", "\\*");
    }

    /** An ETag with quotes, as S3 writes it; its events leave them out. Null stays null. */
    public static String quoted(String etag) {
        return etag == null ? null : "\"" + etag.replace("\"", "") + "\"";
    }

    private static void put(Map<String, Object> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Optional<Instant> instant(String time) {
        try {
            return Optional.ofNullable(time).map(Instant::parse);
        } catch (DateTimeParseException e) {
            // The time is a courtesy of the event; nothing depends on it.
            return Optional.empty();
        }
    }
}
