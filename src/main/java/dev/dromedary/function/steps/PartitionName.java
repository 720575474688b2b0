package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.util.Arrays;
import java.util.List;

/**
 * Names of partitions, as Hive has them: {@code country=DE/year=2026}.
 *
 * @see <a href="https://github.com/apache/hive/blob/master/common/src/java/org/apache/hadoop/hive/common/FileUtils.java">Hive's
 *     FileUtils</a>, whose characters are escaped
 */
public final class PartitionName {

    private static final String EMPTY = "__HIVE_DEFAULT_PARTITION__";
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

    private PartitionName() {}

    /** The name of a row's partition. */
    static String of(Row row, List<String> columns) {
        StringBuilder name = new StringBuilder();
        for (String column : columns) {
            if (!name.isEmpty()) {
                name.append('/');
            }
            escape(name, column);
            name.append('=');
            String value = row.get(column);
            if (value == null || value.isEmpty()) {
                name.append(EMPTY);
            } else {
                escape(name, value);
            }
        }
        return name.toString();
    }

    private static void escape(StringBuilder name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || ESCAPED.indexOf(character) >= 0) {
                name.append(String.format("%%%02X", (int) character));
            } else {
                name.append(character);
            }
        }
    }

    /**
     * The key of an object of a partition: {@code silver/x.csv} is {@code silver/country=DE/x.csv}, and where it was begun again
     * {@code silver/country=DE/x-2.csv}.
     *
     * @param key the key of the output
     * @param partition the name of the partition
     * @param part which object of the partition, from 1
     */
    static String key(String key, String partition, int part) {
        return key(key, partition, part == 1 ? "" : "-" + part);
    }

    /** The name of the partition that an object is in: the folders above it that have one, and nothing if none has. */
    public static String above(String key) {
        String[] folders = key.split("/");
        int first = folders.length - 1;
        while (first > 0 && folders[first - 1].indexOf('=') > 0) {
            first--;
        }
        return String.join("/", Arrays.asList(folders).subList(first, folders.length - 1));
    }

    /** The folder of an output's partitions; a slash if they are in none. */
    static String folder(String key) {
        int slash = key.lastIndexOf('/');
        return slash <= 0 ? "/" : key.substring(0, slash);
    }

    /** All keys of an output's partitions, as a pattern of IAM's. */
    public static String pattern(String key) {
        return key(key, "*", "*");
    }

    private static String key(String key, String partition, String part) {
        int name = 0;
        int end = key.length();
        for (int i = 0; i < key.length(); i++) {
            if (key.startsWith("${", i)) {
                // Of an expression, which stands for a text of unknown characters.
                i = Math.max(i, key.indexOf('}', i));
            } else if (key.charAt(i) == '/') {
                name = i + 1;
                end = key.length();
            } else if (key.charAt(i) == '.') {
                end = Math.min(end, i);
            }
        }
        return key.substring(0, name) + partition + "/" + key.substring(name, end) + part + key.substring(end);
    }
}
