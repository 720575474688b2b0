package dev.dromedary.function.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Work that is done again because somebody asked for it, with {@code replay}. Its id is part of what the ledger knows as completed,
 * and travels in the events that routes put, as {@code detail.replay}: so later routes work again, too.
 *
 * @param id names the replay: 1 to 64 letters, digits, dots, dashes and underscores
 * @param notifies whether people and customers are told again; if not, no mail, alert or message leaves
 */
public record Replay(String id, boolean notifies) {

    /** The exchange property that holds the replay, and the field of an event's detail. Absent for all else. */
    public static final String PROPERTY = "replay";

    /**
     * {@code Boolean}: the exchange property that is true where nobody is to be told. Absent for all else. A route that tells in a way
     * of its own looks at it.
     */
    public static final String SILENT = "silent";

    /** {@link LedgerProperties#OUTCOME} where nobody was told because of {@link #SILENT}. */
    public static final String NOT_TOLD = "not told";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * A replay.
     *
     * @throws IllegalArgumentException if the id has another form
     */
    public Replay {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A replay's id is 1 to 64 letters, digits, dots, dashes and underscores, but" + " one is \""
                            + LogText.escape(id) + "\"");
        }
    }

    /**
     * The replay that an event's detail names.
     *
     * @param detail the detail
     * @return the replay, or none where there is no map of that name with an id
     */
    public static Optional<Replay> of(Map<String, Object> detail) {
        return detail.get(PROPERTY) instanceof Map<?, ?> fields && fields.get("id") instanceof String id
                ? Optional.of(new Replay(id, Boolean.TRUE.equals(fields.get("notify"))))
                : Optional.empty();
    }

    /** Whether nobody is to be told by what an exchange does. */
    public static boolean isSilent(Exchange exchange) {
        return exchange.getProperty(SILENT, false, Boolean.class);
    }

    /** As it stands in an event's detail. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("notify", notifies);
        return document;
    }

    /** Tells an exchange's steps. */
    public void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        if (!notifies) {
            exchange.setProperty(SILENT, true);
        }
    }
}
