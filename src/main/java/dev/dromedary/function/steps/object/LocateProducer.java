package dev.dromedary.function.steps.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code object:locate}: the body becomes the key that an event, a document or an item names, unless it lies elsewhere than
 * the route says. Whoever may put an event on a bus may name any object of any bucket in it; what the function is
 * allowed to read is more than what it is meant to.
 */
final class LocateProducer extends DefaultProducer {

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming objects</a>. */
    private static final int LONGEST_KEY = 1024;

    private final ObjectEndpoint endpoint;
    private Expression key;
    private Expression bucket;

    LocateProducer(ObjectEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        key = endpoint.expression(endpoint.getObjectKey());
        bucket = endpoint.getObjectBucket() == null ? null : endpoint.expression(endpoint.getObjectBucket());
    }

    @Override
    public void process(Exchange exchange) {
        String named = key.evaluate(exchange, String.class);
        if (named == null || named.isBlank()) {
            throw new UnexpectedKeyException("no key is named", where());
        }
        if (bucket != null && !endpoint.getBucket().equals(bucket.evaluate(exchange, String.class))) {
            throw new UnexpectedKeyException("another bucket is named", where());
        }
        if (!isWithin(named)) {
            throw new UnexpectedKeyException("a key is named that lies elsewhere", where());
        }
        exchange.getMessage().setBody(named);
    }

    /** Dots are dots: S3 knows no folder above. */
    private boolean isWithin(String named) {
        return named.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
                && list(endpoint.getPrefix()).stream()
                        .anyMatch(prefix -> named.startsWith(prefix)
                                && list(endpoint.getSuffix()).stream()
                                        .anyMatch(suffix -> named.length() >= prefix.length() + suffix.length()
                                                && named.endsWith(suffix)));
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1)).map(String::strip).toList();
    }

    /** What is wanted. The key that came is not told, as it may be anything. */
    private String where() {
        String suffix = endpoint.getSuffix().isBlank() ? "" : " that ends with " + endpoint.getSuffix();
        String place = endpoint.getBucket() == null ? "" : " in the bucket " + endpoint.getBucket();
        return "an object under " + endpoint.getPrefix() + suffix + place;
    }
}
