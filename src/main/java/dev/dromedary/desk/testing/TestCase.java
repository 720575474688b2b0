package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One case of a test file; its parts are what {@code route-test.schema.json} describes.
 *
 * @param name unlike the others of the file
 * @param number place in the file, from 0
 * @param line where it begins, from 1
 * @param given what is there before; may be empty
 * @param when what happens, at least one step
 * @param then what is expected, or null if nothing is yet
 */
public record TestCase(String name, int number, int line, ObjectNode given, ArrayNode when, ObjectNode then) {

    /** Where it stands in its file. */
    String pointer() {
        return "/cases/" + number;
    }
}
