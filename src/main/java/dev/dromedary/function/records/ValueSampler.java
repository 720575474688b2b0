package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes up values of one field. They may break the schema; who asks looks at them. */
abstract class ValueSampler {

    /** The sampler for a field; {@code rows} is the number of rows over which moments go on. */
    static ValueSampler of(Field field, Encoding encoding, long rows) {
        ValueSampler like = like(field, encoding, rows);
        return field.examples().isEmpty() ? like : new ExampleSampler(field.examples(), like);
    }

    private static ValueSampler like(Field field, Encoding encoding, long rows) {
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
            case STRING, ANY ->
                SequenceSampler.isMeant(field) ? new SequenceSampler(field.example()) : TextSampler.around(field);
            case LIST -> new TextSampler(field, List.of(field.example().isEmpty() ? "[]" : field.example()));
            case OBJECT -> new TextSampler(field, List.of(field.example().isEmpty() ? "{}" : field.example()));
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

    /** Takes the examples of a field; what is wrong is like the type's. */
    private static final class ExampleSampler extends ValueSampler {

        private final List<String> examples;
        private final ValueSampler others;

        ExampleSampler(List<String> examples, ValueSampler others) {
            this.examples = examples;
            this.others = others;
        }

        @Override
        String valid(long number, SplittableRandom random) {
            return examples.get(random.nextInt(examples.size()));
        }

        @Override
        String invalid(SplittableRandom random) {
            return others.invalid(random);
        }

        @Override
        String extreme(String usual, SplittableRandom random) {
            return others.extreme(usual, random);
        }
    }

    /** Makes up names of records, which are counted on. */
    private static final class SequenceSampler extends ValueSampler {

        /** An example with so many digits at its end names records. */
        private static final int DIGITS = 10;

        private final String start;
        private final int digits;

        private SequenceSampler(String example) {
            this.start = example.replaceFirst("\\d+$", "");
            this.digits = example.length() - start.length();
        }

        static boolean isMeant(Field field) {
            return field.example().matches(".*\\d{" + DIGITS + ",18}");
        }

        @Override
        String valid(long number, SplittableRandom random) {
            return start + String.format(Locale.ROOT, "%0" + digits + "d", number + 1);
        }

        @Override
        String invalid(SplittableRandom random) {
            return "?";
        }
    }

    /** Makes up texts: one of a few. */
    private static final class TextSampler extends ValueSampler {

        /** How many texts are made of one example that ends in digits. */
        private static final int DISTINCT = 50;

        private final List<String> valid;
        private final List<String> invalid;

        TextSampler(Field field, List<String> valid) {
            this.valid = valid;
            int tooLong = field.constraints().maxLength();
            this.invalid = tooLong < 1000
                    ? List.of("?", "no such value", "x".repeat(tooLong + 1))
                    : List.of("?", "no such value");
        }

        /** Texts like the example: the number at its end varies, if there is one. */
        static TextSampler around(Field field) {
            String example = field.example().isEmpty() ? "text" : field.example();
            int digits = 0;
            while (digits < 9 && digits < example.length() && isDigit(example.charAt(example.length() - 1 - digits))) {
                digits++;
            }
            if (digits == 0) {
                return new TextSampler(field, List.of(example));
            }
            String start = example.substring(0, example.length() - digits);
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= DISTINCT && String.valueOf(i).length() <= digits; i++) {
                String number = String.valueOf(i);
                texts.add(start + "0".repeat(digits - number.length()) + number);
            }
            return new TextSampler(field, texts);
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }

        @Override
        String valid(long number, SplittableRandom random) {
            return valid.get(random.nextInt(valid.size()));
        }

        @Override
        String invalid(SplittableRandom random) {
            return invalid.get(random.nextInt(invalid.size()));
        }

        @Override
        String extreme(String usual, SplittableRandom random) {
            return valid(0, random);
        }
    }
}
