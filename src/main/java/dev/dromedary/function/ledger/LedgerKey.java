package dev.dromedary.function.ledger;

/**
 * What stands in a route's {@code idempotentConsumer}: a thing, and its order among the versions of the thing if it has one.
 * As a text it is {@code THING} or {@code THING;ORDER}: what is behind the last semicolon is the order, hexadecimal digits or nothing.
 * So whoever makes a key of a text that may hold semicolons ends it with one: {@code THING;}.
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
                FittingName.of(thing, LONGEST), order(key, key.substring(end < 0 ? key.length() : end + 1)));
    }

    private static Sequencer order(String key, String order) {
        try {
            return Sequencer.of(order);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The key of the idempotentConsumer is \"" + LogText.escape(key) + "\", and what is behind its last"
                            + " semicolon is no order, which is hexadecimal; a key that has none ends with a semicolon if there is"
                            + " one in it.",
                    e);
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
        return plain ? thing : thing + SEPARATOR + (order == null ? "" : order);
    }

    /** The ledger's id of the thing: one item for each route and thing. */
    public String id(String routeId) {
        return routeId + '#' + thing;
    }
}
