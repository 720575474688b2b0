package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.util.List;
import org.apache.camel.Exchange;

/** The batch that travels in an exchange. */
public final class Rows {

    private Rows() {}

    /**
     * The batch in an exchange of the split, for a step that needs it.
     *
     * @throws IllegalStateException if the body is no batch
     */
    @SuppressWarnings("unchecked")
    public static List<Row> of(Exchange exchange, String step) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof List<?> list && (list.isEmpty() || list.get(0) instanceof Row)) {
            return (List<Row>) list;
        }
        throw new IllegalStateException(step + " works on a batch of rows, but the body is "
                + (body == null ? "empty" : "a " + body.getClass().getSimpleName())
                + "; put it inside the split over what the data format rows has unmarshalled");
    }

    /** The batch's place in the split, from 0. */
    public static int index(Exchange exchange) {
        Integer index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        return index == null ? 0 : index;
    }
}
