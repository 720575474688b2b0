package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a part of what happened is held against what is expected of it. The result has the form of the expectation: where
 * what happened fits, it is what was expected, with its placeholders; where not, what happened. So the difference of the
 * two is what is wrong, and the result is the expectation that would have been met.
 */
interface Shape {

    /** @return equal to {@code expected} if all fits */
    JsonNode project(JsonNode expected, JsonNode actual);

    /** How what nobody expected is written down. */
    JsonNode fresh(JsonNode actual);

    /** Whether all fits. */
    default boolean fits(JsonNode expected, JsonNode actual) {
        return project(expected, actual).equals(expected);
    }
}
