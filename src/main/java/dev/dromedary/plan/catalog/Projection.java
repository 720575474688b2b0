package dev.dromedary.plan.catalog;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.FieldType;
import dev.dromedary.function.steps.query.GlueName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which partitions a table may have, so that Athena works them out and nobody has to add them. What can't be worked out has to be
 * given by each query: {@code injected}.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html">Types of projection</a>
 */
final class Projection {

    /** A few dozen are what AWS recommends. */
    private static final int MOST_VALUES = 60;

    private static final Map<String, String> RANGES =
            Map.of("year", "2020,2040", "month", "1,12", "day", "1,31", "hour", "0,23");

    private Projection() {}

    /** The properties of a table that has these partitions. */
    static Map<String, String> of(List<Field> partitions, String location) {
        Map<String, String> properties = new TreeMap<>();
        if (partitions.isEmpty()) {
            return properties;
        }
        properties.put("projection.enabled", "true");
        StringBuilder template = new StringBuilder(location);
        for (Field field : partitions) {
            String name = GlueName.plain(field.name());
            column("projection." + name + ".", name, field, properties);
            template.append(field.name()).append("=$").append('{').append(name).append("}/");
        }
        properties.put("storage.location.template", template.toString());
        return properties;
    }

    private static void column(String prefix, String name, Field field, Map<String, String> properties) {
        List<String> allowed = field.constraints().allowed();
        if (!allowed.isEmpty()
                && allowed.size() <= MOST_VALUES
                && allowed.stream().noneMatch(value -> value.contains(","))) {
            properties.put(prefix + "type", "enum");
            properties.put(prefix + "values", String.join(",", allowed));
        } else if (field.type() == FieldType.BOOLEAN) {
            properties.put(prefix + "type", "enum");
            properties.put(prefix + "values", "false,true");
        } else if (field.type() == FieldType.DATE) {
            properties.put(prefix + "type", "date");
            properties.put(prefix + "format", "yyyy-MM-dd");
            properties.put(prefix + "range", "2020-01-01,NOW+1DAYS");
        } else if (RANGES.containsKey(name)) {
            properties.put(prefix + "type", "integer");
            properties.put(prefix + "range", RANGES.get(name));
            if (field.type() != FieldType.INTEGER && field.type() != FieldType.YEAR && !name.equals("year")) {
                // 01, not 1: a text of such a column is taken to have two digits.
                properties.put(prefix + "digits", "2");
            }
        } else {
            properties.put(prefix + "type", "injected");
        }
    }
}
