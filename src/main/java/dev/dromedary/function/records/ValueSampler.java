package dev.dromedary.function.records;

import java.util.List;
import java.util.SplittableRandom;

/** Makes up values of one field. They may break the schema; who asks looks at them. */
abstract class ValueSampler {

    /** The sampler for a field; {@code rows} is the number of rows over which moments go on. */
    static ValueSampler of(Field field, Encoding encoding, long rows) {
        if (!field.constraints().allowed().isEmpty()) {
            return new TextSampler(field, field.constraints().allowed());
        }
        return switch (field.type()) {
            case INTEGER, NUMBER -> new NumberSampler(field, encoding);
            case DATE, TIME, DATETIME, YEAR, YEARMONTH -> new MomentSampler(field, encoding, rows);
            case BOOLEAN ->
                new TextSampler(
                        field,
                        List.of(field.trueValues().get(0), field.falseValues().get(0)));
            case STRING, ANY -> TextSampler.around(field);
        };
    }

    /** A value that ought to be valid, for the row of that number, from 0. */
    abstract String valid(long number, SplittableRandom random);

    /** A value that ought to be invalid. */
    abstract String invalid(SplittableRandom random);

    /** A value that is valid but unusual, so that rules across fields break; else {@code usual}. */
    String extreme(String usual, SplittableRandom random) {
        return usual;
    }
}
