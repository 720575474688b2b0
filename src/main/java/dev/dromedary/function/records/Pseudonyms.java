package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and numbers in the place of identities: {@code Person 1}, {@code Person 2}, in the order in which they come.
 * Nothing of an identity is in its pseudonym, and one file's say nothing of another's.
 */
final class Pseudonyms {

    /** Longer identities are told apart by their hashes, so that what is kept stays small. */
    private static final int LONGEST = 100;

    private final List<String> words;
    private final Map<String, Map<String, String>> given = new HashMap<>();

    /** @param words the word of each pseudonymised field; fields with the same word have the same pseudonyms */
    Pseudonyms(List<String> words) {
        this.words = words;
    }

    /** Short texts that are equal exactly if the identities are. */
    static List<String> keys(List<String> identities) {
        List<String> keys = new ArrayList<>(identities.size());
        for (String identity : identities) {
            boolean isLong = identity != null && identity.length() > LONGEST;
            keys.add(identity == null ? null : isLong ? "#" + Sha256.of(identity) : "=" + identity);
        }
        return keys;
    }

    /** The pseudonyms for the keys of a row; null where there is no identity. */
    List<String> of(List<String> keys) {
        List<String> pseudonyms = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            String word = words.get(i);
            Map<String, String> ofWord = given.computeIfAbsent(word, unused -> new HashMap<>());
            String key = keys.get(i);
            pseudonyms.add(
                    key == null ? null : ofWord.computeIfAbsent(key, unused -> word + " " + (ofWord.size() + 1)));
        }
        return pseudonyms;
    }
}
