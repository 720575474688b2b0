package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Guesses one field from what stands in its column, and says why. */
final class FieldGuess {

    /** Of values that are otherwise than a guess: they are taken for wrong, and will be rejected. */
    static final double WRONG = 0.05;

    /** Of values that are not there, in a column that is nevertheless taken for required. */
    private static final double MISSING = 0.02;

    /** From so many values on, one may be wrong. */
    private static final int SOME = 10;

    private static final int MOST_OF_AN_ENUMERATION = 12;
    private static final int LEAST_FOR_AN_ENUMERATION = 20;
    private static final int MANY = 100;

    /** Of columns that name records, if all values are different. */
    private static final String NAME_OF_RECORDS =
            "(?i:(.*[_. -])?(id|no|nr|number|key|code|uuid))|.*[a-z](Id|ID|No|Nr|Number|Key|Code)";

    private final ColumnProfile column;
    private final Optional<PersonalData> person;
    private final List<String> reasons = new ArrayList<>();
    private final ObjectNode field = Json.MAPPER.createObjectNode();
    private final ObjectNode constraints = Json.MAPPER.createObjectNode();

    private FieldGuess(ColumnProfile column) {
        this.column = column;
        this.person = PersonalData.of(column);
    }

    static GuessedField of(ColumnProfile column) {
        return new FieldGuess(column).guess();
    }

    private GuessedField guess() {
        field.put("name", column.name());
        boolean names = column.isDifferent()
                && column.isComplete()
                && column.empty() == 0
                && column.rows() > 1
                && column.name().matches(NAME_OF_RECORDS);
        if (column.kept() == 0) {
            field.put("type", "string");
            reasons.add("is empty everywhere, so its type can't be told");
        } else {
            guessType(names);
        }
        guessRequired();
        person.ifPresent(kind -> {
            field.put("x-sensitive", true);
            reasons.add("may tell " + kind.words() + ": x-sensitive, look at it");
        });
        if (!constraints.isEmpty()) {
            field.set("constraints", constraints);
        }
        return new GuessedField(field, List.copyOf(reasons), names);
    }

    private void guessType(boolean names) {
        long lists = column.of(ColumnProfile.Kind.LIST);
        long objects = column.of(ColumnProfile.Kind.OBJECT);
        if (lists + objects > 0) {
            boolean mixed = lists > 0 && objects > 0 || lists + objects < column.kept();
            field.put("type", mixed ? "any" : lists > 0 ? "list" : "object");
            return;
        }
        Optional<TruthWords> truth = TruthWords.of(column);
        if (truth.isPresent()) {
            truth.get().describe(field);
            reasons.add("has the values " + truth.get());
            return;
        }
        List<String> moments = MomentFormats.of(column);
        if (!moments.isEmpty()) {
            field.put("type", "datetime");
            ArrayNode formats = field.putArray("formats");
            moments.forEach(formats::add);
            reasons.add("is a time by its name, written as " + String.join(" or ", moments));
            tellWrong(value -> MomentFormats.fits(value, moments), "no such time");
            if (person.isEmpty()) {
                example(value -> MomentFormats.fits(value, moments), false);
            }
            return;
        }
        List<ValueType> fitting = Arrays.stream(ValueType.values())
                .filter(type -> wrong(type::fits) <= allowed(column.kept(), WRONG))
                .sorted(Comparator.comparingLong(type -> wrong(type::fits)))
                .toList();
        if (fitting.isEmpty()) {
            guessText(names);
            return;
        }
        ValueType type = fitting.get(0);
        field.put("type", type.word());
        type.format().ifPresent(format -> {
            field.put("format", format);
            reasons.add("is written as " + format);
        });
        if (fitting.contains(ValueType.DATE_DAY_FIRST) && fitting.contains(ValueType.DATE_MONTH_FIRST)) {
            reasons.add("may have the month first as well: look at its format");
        }
        if (type == ValueType.DECIMAL_COMMA) {
            field.put("decimalChar", ",");
            if (column.fitting(value -> value.contains(".")) > 0) {
                field.put("groupChar", ".");
            }
            reasons.add("has decimal commas");
        }
        tellWrong(type::fits, "no " + type.word());
        if (person.isEmpty()) {
            example(type::fits, type.isNumeric() && type != ValueType.DECIMAL_COMMA);
            if (type.isNumeric() && !names && !column.name().matches("(?i).*year.*")) {
                new NumberBounds(column, type, constraints, reasons).guess();
            }
        }
    }

    private void guessText(boolean names) {
        boolean mixed = column.of(ColumnProfile.Kind.OTHER) > 0;
        field.put("type", mixed ? "any" : "string");
        if (mixed) {
            reasons.add("holds texts and other values");
        }
        if (person.isPresent()) {
            if (!person.get().example().isEmpty() && !mixed) {
                field.put("example", person.get().example());
            }
            return;
        }
        // A value that stands there once among many is rather a slip.
        Set<String> usual = new TreeSet<>(column.values().entrySet().stream()
                .filter(value -> value.getValue() > 1 || column.kept() < MANY)
                .map(Map.Entry::getKey)
                .toList());
        boolean few = usual.size() > 1
                && usual.size() <= MOST_OF_AN_ENUMERATION
                && column.kept() >= LEAST_FOR_AN_ENUMERATION
                && column.kept() >= 10L * usual.size()
                && wrong(usual::contains) <= allowed(column.kept(), WRONG);
        if (!mixed && !names && few && column.isComplete()) {
            ArrayNode values = constraints.putArray("enum");
            usual.forEach(values::add);
            reasons.add(
                    "has " + usual.size() + " different values in " + count(column.kept()) + " rows: an enumeration");
            tellWrong(usual::contains, "none of them");
        }
        // A text that is neither may tell more than one sees.
        if (names || few) {
            example(few ? usual::contains : value -> true, false);
        }
    }

    private void guessRequired() {
        if (column.empty() == 0) {
            constraints.put("required", true);
            reasons.add("is never empty: required");
        } else if (column.empty() <= allowed(column.rows(), MISSING)) {
            constraints.put("required", true);
            reasons.add(count(column.empty()) + " of " + count(column.rows())
                    + " rows have no value: required, so they will be rejected");
        } else {
            reasons.add(count(column.empty()) + " of " + count(column.rows()) + " rows have no value: not required");
        }
    }

    private void tellWrong(Predicate<String> right, String what) {
        long wrong = wrong(right);
        if (wrong > 0) {
            // Whose values may tell of a person, they are not shown.
            String shown = person.isPresent()
                    ? ""
                    : column.values().keySet().stream()
                            .filter(right.negate())
                            .sorted()
                            .limit(3)
                            .map(value -> "\"" + (value.length() > 20 ? value.substring(0, 20) + "…" : value) + "\"")
                            .collect(Collectors.joining(", ", " (", ")"));
            reasons.add(count(wrong) + " of " + count(column.kept()) + " values " + (wrong == 1 ? "is " : "are ") + what
                    + " and will be rejected" + shown);
        }
    }

    private void example(Predicate<String> right, boolean number) {
        column.frequent(MANY).stream()
                .filter(right)
                .filter(value -> value.length() <= 60)
                .findFirst()
                .ifPresent(value -> {
                    if (number) {
                        field.put("example", new BigDecimal(value));
                    } else {
                        field.put("example", value);
                    }
                });
    }

    private long wrong(Predicate<String> right) {
        return column.fitting(right.negate());
    }

    static long allowed(long of, double share) {
        return Math.max(of >= SOME ? 1 : 0, (long) (of * share));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
