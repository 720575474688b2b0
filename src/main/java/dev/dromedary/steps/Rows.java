package dev.dromedary.steps;

import dev.dromedary.records.Row;
import java.util.List;
import org.apache.camel.Exchange;

/** The batch that travels in an exchange. */
final class Rows {

    private Rows() {}

    @SuppressWarnings("unchecked")
    static List<Row> of(Exchange exchange, String step) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof List<?> list && (list.isEmpty() || list.get(0) instanceof Row)) {
            return (List<Row>) list;
        }
        throw new IllegalStateException(step + " works on a batch of rows, but the body is "
                + (body == null ? "empty" : "a " + body.getClass().getSimpleName())
                + "; put it inside the split over what the data format rows has unmarshalled");
    }

    static int index(Exchange exchange) {
        Integer index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        return index == null ? 0 : index;
    }
}
