package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * {@code lambda:s3}: an object was created in a bucket, or deleted (see the option {@code events}); the exchange property
 * {@link LedgerProperties#CHANGE} says which. One exchange an object, with the headers of Camel's own {@code aws2-s3}
 * consumer. The body is the object's stream, opened when it is first read; without it, {@code aws2-s3}
 * with {@code operation=getObject} reads the object. Both read just the version that was announced, by its ETag. A deleted
 * object has no body.
 */
final class S3Trigger implements Trigger {

    private static final Logger LOG = LoggerFactory.getLogger(S3Trigger.class);

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void check(LambdaEndpoint endpoint) {
        if (endpoint.getBucket() == null || endpoint.getBucket().isBlank()) {
            throw new IllegalArgumentException("lambda:s3 needs the option bucket, the name of the bucket to watch");
        }
        AskedChanges.of(endpoint);
    }

    @Override
    public Map<String, Object> eventPattern(LambdaEndpoint endpoint) {
        // {"prefix": …} and {"suffix": …} side by side would be an OR; one wildcard says both.
        List<Map<String, String>> keys = suffixes(endpoint).stream()
                .map(suffix -> Map.of("wildcard", escape(endpoint.getPrefix()) + "*" + escape(suffix)))
                .toList();
        return Map.of(
                "source", List.of("aws.s3"),
                "detail-type", AskedChanges.of(endpoint).detailTypes(),
                "detail",
                        Map.of(
                                "bucket", Map.of("name", List.of(endpoint.getBucket())),
                                "object", Map.of("key", keys)));
    }

    @Override
    public Map<String, Object> sample(LambdaEndpoint endpoint) {
        return Map.of(
                "source", "aws.s3",
                "detail-type", AskedChanges.of(endpoint).detailTypes().get(0),
                "detail",
                        Map.of(
                                "bucket", Map.of("name", endpoint.getBucket()),
                                "object",
                                        Map.of(
                                                "key",
                                                        endpoint.getPrefix() + "sample"
                                                                + suffixes(endpoint)
                                                                        .get(0),
                                                "etag", "sample",
                                                "sequencer", "00")));
    }

    @Override
    public List<Map<String, Object>> parts(LambdaEndpoint endpoint, Map<String, Object> document) {
        return document.get("Records") instanceof List<?> records && !records.isEmpty()
                ? Fields.objects(document, "Records").stream()
                        .map(each -> Map.<String, Object>of("Records", List.of(each)))
                        .toList()
                : List.of(document);
    }

    @Override
    public List<Arrival> arrivals(LambdaEndpoint endpoint, Map<String, Object> document) {
        AskedChanges asked = AskedChanges.of(endpoint);
        List<Arrival> arrivals = new ArrayList<>();
        if (ObjectNews.isTest(document)) {
            LOG.info("nothing to do: S3 has tried out whether its news arrives");
        }
        for (ObjectNews news : ObjectNews.read(document)) {
            if (!news.bucket().equals(endpoint.getBucket())) {
                throw new UnexpectedEventException(
                        "news of the bucket " + endpoint.getBucket(),
                        "news of the bucket " + Described.text(news.bucket()));
            }
            if (asked.include(news.change()) && matches(endpoint, news.key())) {
                arrivals.add(arrival(endpoint, news).replayedBy(Fields.object(document, "detail")));
            } else {
                LOG.info(
                        "nothing to do: {} of {} is not what the route asks for",
                        Described.text(news.kind().name()),
                        Described.text(news.bucket() + "/" + news.key()));
            }
        }
        return arrivals;
    }

    private static boolean matches(LambdaEndpoint endpoint, String key) {
        String prefix = endpoint.getPrefix();
        return key.startsWith(prefix)
                && suffixes(endpoint).stream()
                        .anyMatch(suffix -> key.length() >= prefix.length() + suffix.length() && key.endsWith(suffix));
    }

    private static Arrival arrival(LambdaEndpoint endpoint, ObjectNews news) {
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
        if (created && news.etag() != null && !endpoint.isIncludeBody()) {
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
                OutputName.fitting(ObjectKey.asName(outputName(news.key(), endpoint.getPrefix(), suffixes(endpoint)))),
                headers,
                created && endpoint.isIncludeBody() ? body(endpoint, news) : null,
                news.change(),
                null,
                null,
                null,
                created && news.size() >= 0 ? news.size() : null);
    }

    private static ObjectBody body(LambdaEndpoint endpoint, ObjectNews news) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(news.bucket()).key(news.key());
        if (news.etag() != null) {
            request.ifMatch(quoted(news.etag()));
        }
        return new ObjectBody(
                () -> CamelContextHelper.mandatoryFindSingleByType(endpoint.getCamelContext(), S3Client.class),
                request.build(),
                news.size());
    }

    /**
     * The name of a key's outputs, different for different keys: the key without prefix and without the first suffix.
     * A key that ends with another suffix of the list keeps its end, as {@code x.csv} and {@code x.csv.gz} would else
     * share outputs; and so does a key that would then look like one of those.
     */
    static String outputName(String key, String prefix, List<String> suffixes) {
        String name = key.substring(prefix.length());
        String first = suffixes.get(0);
        if (!name.endsWith(first)) {
            return name;
        }
        String stem = name.substring(0, name.length() - first.length());
        boolean ambiguous = suffixes.size() > 1 && suffixes.stream().anyMatch(stem::endsWith);
        return ambiguous ? name : stem;
    }

    static List<String> suffixes(LambdaEndpoint endpoint) {
        String suffix = endpoint.getSuffix();
        return suffix.isBlank()
                ? List.of("")
                : Arrays.stream(suffix.split(",")).map(String::strip).toList();
    }

    private static String escape(String literal) {
        return literal.replace("\\", "\\\\").replace("*", "\\*");
    }

    /** As S3 writes an ETag; its events leave the quotes out. */
    static String quoted(String etag) {
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
