package dev.dromedary.plan.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of a table.
 *
 * @param name as queries name it
 * @param type in the words of Hive, such as {@code decimal(12,2)}
 * @param comment for people; may be empty
 */
public record CatalogColumn(String name, String type, String comment) {

    /** Characters that Glue takes: https://docs.aws.amazon.com/glue/latest/webapi/API_Column.html */
    private static final int LONGEST_COMMENT = 255;

    /** It in the plan. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("type", type);
        if (!comment.isEmpty()) {
            document.put(
                    "comment", comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT));
        }
        return document;
    }
}
