package dev.dromedary.function.ledger;

/**
 * What stands in a route's {@code idempotentConsumer}: a thing, and its order among the versions of the thing if it has one.
 * As a text it is {@code THING} or {@code THING;ORDER}: what is behind the last semicolon is the order. That is hexadecimal digits,
 * compared as S3's sequencers are; a number behind {@code #}, compared as such; or {@code -} for none. So whoever makes a key of a text
 * that may hold semicolons ends it with {@code ;-}. Nothing behind it is no order: what was to be one was not there.
 *
 * @param thing names the thing in its route: {@code bucket/key} or an event's id
 * @param order the version of the thing
 */
public record LedgerKey(String thing, Sequencer order) {

    /**
     * So many bytes of UTF-8 a thing has, longer ones have a hash at their end. The rest of the 2,048 that a partition key may have is
     * for the route's id, and for what steps put behind.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Partition keys</a>
     */
    static final int LONGEST = 1500;

    private static final char SEPARATOR = ';';
    private static final String NONE = "-";
    private static final String NUMBER = "#";

    /**
     * Reads a key.
     *
     * @param key the key
     * @throws IllegalArgumentException if it names nothing, or if what is behind its last semicolon is no order; one sentence
     */
    public static LedgerKey of(String key) {
        int end = key.lastIndexOf(SEPARATOR);
        String thing = end < 0 ? key : key.substring(0, end);
        if (thing.isBlank()) {
            throw new IllegalArgumentException("The key of the idempotentConsumer is \"" + LogText.escape(key)
                    + "\", which names nothing: all that comes would be one thing, done once. Make it of what tells things apart,"
                    + " such as ${exchangeProperty." + LedgerProperties.IDEMPOTENCY_KEY + "}.");
        }
        return new LedgerKey(
                FittingName.of(thing, LONGEST), end < 0 ? Sequencer.NONE : order(key, key.substring(end + 1)));
    }

    private static Sequencer order(String key, String order) {
        try {
            if (order.startsWith(NUMBER)) {
                // Of equal length, so that they compare as the numbers do.
                return Sequencer.of("%020d".formatted(Long.parseLong(order.substring(1))));
            }
            if (order.isEmpty()) {
                throw new IllegalArgumentException("An order must not be empty.");
            }
            return order.equals(NONE) ? Sequencer.NONE : Sequencer.of(order);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The key of the idempotentConsumer is \"" + LogText.escape(key) + "\", and what is behind its last"
                            + " semicolon is no order: hexadecimal digits, a number behind #, or - for none.");
        }
    }

    /**
     * A key as a text.
     *
     * @param thing any name
     * @param order S3's sequencer; null for a thing without order
     * @return the text, by which no two things are the same
     */
    public static String text(String thing, String order) {
        boolean plain = order == null && thing.indexOf(SEPARATOR) < 0;
        return plain ? thing : thing + SEPARATOR + (order == null ? NONE : order);
    }

    /** The ledger's id of the thing: one item for each route and thing. */
    public String id(String routeId) {
        return routeId + '#' + thing;
    }
}
