package dev.dromedary.function.steps;

import dev.dromedary.function.records.LineCuts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code records:ranges}: the body becomes a map with the ranges of bytes of the object that the headers name, cut at ends of records. A
 * small object, and one that can't be cut, is one range.
 */
final class RangesProducer extends DefaultProducer {

    /** More of them don't fit into what a workflow hands on: 256 KB. */
    private static final int MOST = 1000;

    /** How much is read at once to find the end of a record. */
    private static final int STRETCH = 64 * 1024;

    /** Where no record has ended for so long, none is cut: a file with such a record is refused anyway. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final RecordsEndpoint endpoint;
    private ChosenFiles<SchemaDocument> schemas;

    RangesProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        schemas = SchemaDocuments.load(endpoint.getCamelContext(), endpoint.getSchema());
    }

    @Override
    public void process(Exchange exchange) {
        long least = bytes("smallest", endpoint.getSmallest(), exchange);
        long wanted = bytes("rangeBytes", endpoint.getRangeBytes(), exchange);
        RangedObject object = RangedObject.of(endpoint, exchange);
        Optional<String> hindrance = Optional.empty();
        List<Long> cuts = List.of();
        int header = 0;
        if (object.size() >= Math.max(least, 2)) {
            LineCuts lines = LineCuts.of(
                    object.read(0, Math.min(LineCuts.FIRST_BYTES, object.size())),
                    schemas.of(exchange).schema());
            hindrance = lines.hindrance();
            header = lines.headerBytes();
            cuts = hindrance.isPresent() ? List.of() : cuts(object, lines, wanted);
        }
        Map<String, Object> body = object.describe();
        hindrance.ifPresent(why -> body.put("not_cut", "The object is read whole, as it " + why));
        body.put("ranges", ranges(cuts, object.size(), header));
        exchange.getMessage().setBody(body);
    }

    private long bytes(String option, String text, Exchange exchange) {
        String value = endpoint.evaluate(text, exchange);
        if (!value.matches("[1-9][0-9]{0,14}")) {
            throw new IllegalArgumentException("The option " + option + " of records:ranges is \"" + value
                    + "\"; it has to be a number of bytes, 1 at the least");
        }
        return Long.parseLong(value);
    }

    private static List<Long> cuts(RangedObject object, LineCuts lines, long wanted) {
        long parts = Math.min(MOST, (object.size() - 1) / wanted + 1);
        List<Long> cuts = new ArrayList<>();
        for (long part = 1; part < parts; part++) {
            long from = Math.max(lines.headerBytes(), Math.floorDiv(object.size(), parts) * part);
            if (cuts.isEmpty() || cuts.get(cuts.size() - 1) < from) {
                long cut = cut(object, lines, from);
                if (cut > 0 && cut < object.size()) {
                    cuts.add(cut);
                }
            }
        }
        return cuts;
    }

    /** The first place from one on where the object can be cut; -1 if none is near. */
    private static long cut(RangedObject object, LineCuts lines, long from) {
        // The byte before tells whether a record begins just there.
        long begin = Math.max(0, from - 1);
        for (long length = STRETCH; length <= LONGEST; length *= 4) {
            long end = Math.min(object.size(), begin + length);
            int place = lines.place(object.read(begin, end), end == object.size());
            if (place >= 0) {
                return begin + place;
            }
        }
        return -1;
    }

    private static List<Map<String, Object>> ranges(List<Long> cuts, long size, int header) {
        List<Map<String, Object>> ranges = new ArrayList<>();
        long from = 0;
        for (int i = 0; i <= cuts.size(); i++) {
            long to = i < cuts.size() ? cuts.get(i) : size;
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("number", i + 1);
            range.put(RangedObject.FROM, from);
            range.put(RangedObject.TO, to);
            range.put(RangedObject.HEADER, cuts.isEmpty() ? 0 : header);
            ranges.add(range);
            from = to;
        }
        return ranges;
    }
}
