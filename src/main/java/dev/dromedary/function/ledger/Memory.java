package dev.dromedary.function.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the attempts at one version of a thing remember for each other, by name.
 *
 * @param texts text by name
 */
record Memory(Map<String, String> texts) {

    /** Nothing is remembered. */
    static final Memory EMPTY = new Memory(Map.of());

    /**
     * So many bytes all names and texts may have in UTF-8: half of the 400 KB that DynamoDB allows an item. Source: Amazon
     * DynamoDB Developer Guide, "Quotas" (ServiceQuotas.html).
     */
    static final int MAX_BYTES = 200 * 1024;

    /** So many bytes what one version remembers for later ones may have: few, as an item may have both. */
    static final int MAX_LASTING_BYTES = 20 * 1024;

    Memory {
        texts = Map.copyOf(texts);
    }

    /**
     * This memory with one more text, or with another text under a name.
     *
     * @throws IllegalArgumentException if the name is blank or all together is too large
     */
    Memory with(String name, String text) {
        return with(name, text, MAX_BYTES);
    }

    /** This memory without a text. */
    Memory without(String name) {
        Map<String, String> less = new HashMap<>(texts);
        less.remove(name);
        return new Memory(less);
    }

    Memory with(String name, String text, int most) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("What the ledger is to remember needs a name.");
        }
        Map<String, String> more = new HashMap<>(texts);
        more.put(name, text);
        long bytes = more.entrySet().stream()
                .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
        if (bytes > most) {
            throw new IllegalArgumentException("The ledger can't remember \"" + LogText.escape(name) + "\": with it, it"
                    + " would hold " + bytes + " bytes, and it holds at most " + most + ".");
        }
        return new Memory(more);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
