package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A field, as it was guessed.
 *
 * @param document the field in Table Schema
 * @param reasons why it is so, and which values will be rejected; for people
 * @param names whether each value is another one, as of a name of records
 */
public record GuessedField(ObjectNode document, List<String> reasons, boolean names) {

    /** Its name in the file. */
    public String name() {
        return document.path("name").asText();
    }

    /** Whether it may tell of a person. */
    public boolean sensitive() {
        return document.path("x-sensitive").asBoolean();
    }
}
