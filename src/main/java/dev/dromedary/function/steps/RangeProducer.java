package dev.dromedary.function.steps;

import dev.dromedary.function.records.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.http.Abortable;

/**
 * {@code records:range}: the body becomes a stream of a range of the object that the headers name, as {@code records:ranges} has cut it: a
 * whole file of its own, with the object's header.
 */
final class RangeProducer implements Processor {

    /** The exchange property with the range, for the manifest: a map. */
    static final String PROPERTY = "range";

    private final RecordsEndpoint endpoint;

    RangeProducer(RecordsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What tells the range that is read from others of the same object; empty if the object is read whole. */
    static String named(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof Map<?, ?> range
                ? range.get(RangedObject.FROM) + "-" + range.get(RangedObject.TO)
                : "";
    }

    @Override
    public void process(Exchange exchange) {
        long from = place("from", endpoint.getFrom(), exchange);
        long to = place("to", endpoint.getTo(), exchange);
        long header = from == 0 ? 0 : place("headerBytes", endpoint.getHeaderBytes(), exchange);
        RangedObject object = RangedObject.of(endpoint, exchange);
        if (from > to || to > object.size() || from == to && object.size() > 0 || header > from) {
            throw new IllegalStateException("The object has " + object.size() + " bytes, and no range from " + from
                    + " to " + to + " behind a header of " + header
                    + "; hand on what records:ranges has said of this version");
        }
        byte[] first = header == 0 ? new byte[0] : object.read(0, header);
        long length = first.length + to - from;
        exchange.getMessage().setBody(new HeadedInput(first, object.open(from, to)));
        // What is read has to have as many bytes.
        exchange.getMessage().setHeader(AWS2S3Constants.BUCKET_NAME, object.bucket());
        exchange.getMessage().setHeader(AWS2S3Constants.E_TAG, object.etag());
        exchange.getMessage().setHeader(AWS2S3Constants.CONTENT_LENGTH, length);
        exchange.setProperty(AnnouncedObject.RECORDED, object.bucket() + "/" + object.key());
        exchange.setProperty(Source.RECORDED_BYTES, length);
        Map<String, Object> range = new LinkedHashMap<>();
        range.put(RangedObject.FROM, from);
        range.put(RangedObject.TO, to);
        range.put("of", object.size());
        exchange.setProperty(PROPERTY, range);
    }

    private long place(String option, String text, Exchange exchange) {
        String value = endpoint.evaluate(text, exchange);
        if (value == null || !value.matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException("The option " + option + " of records:range, " + text
                    + ", comes to no number of bytes; hand on a range that records:ranges has made");
        }
        return Long.parseLong(value);
    }

    /** Bytes, and then a stream, which can be let go without reading its rest. */
    private static final class HeadedInput extends BlockInput implements Abortable {

        private final byte[] first;
        private final InputStream rest;
        private int given;

        <S extends InputStream & Abortable> HeadedInput(byte[] first, S rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (given == first.length) {
                return rest.read(bytes, offset, length);
            }
            int count = Math.min(length, first.length - given);
            System.arraycopy(first, given, bytes, offset, count);
            given += count;
            return count;
        }

        @Override
        public void abort() {
            ((Abortable) rest).abort();
        }

        @Override
        public void close() throws IOException {
            rest.close();
        }
    }
}
