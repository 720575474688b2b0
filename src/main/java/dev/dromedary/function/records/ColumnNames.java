package dev.dromedary.function.records;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns in sentences: names of a schema, and places in a file, few of them. */
final class ColumnNames {

    private static final int MOST = 10;
    private static final int LONGEST = 60;

    private ColumnNames() {}

    /** Such as {@code columns a, b and 3 more}. Names of a schema only, as others may be data. */
    static String named(List<String> names) {
        return list(names.stream().map(ColumnNames::shortened).toList());
    }

    /** Such as {@code columns 2, 5}, from 1. */
    static String placed(List<Integer> places) {
        return list(places.stream().map(place -> String.valueOf(place + 1)).toList());
    }

    private static String list(List<String> words) {
        String more = words.size() > MOST ? " and " + (words.size() - MOST) + " more" : "";
        return (words.size() == 1 ? "column " : "columns ")
                + words.stream().limit(MOST).collect(Collectors.joining(", "))
                + more;
    }

    /** The places, from 0, of names that are not known. */
    static List<Integer> unknown(List<String> names, List<String> known) {
        return IntStream.range(0, names.size())
                .filter(place -> !known.contains(names.get(place)))
                .boxed()
                .toList();
    }

    static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
    }

    /** For a person at a desk only: the names as they are, escaped, few and short. */
    static String shown(List<String> names) {
        String more = names.size() > MOST ? ", …" : "";
        return names.stream()
                        .limit(MOST)
                        .map(name -> "\"" + escaped(shortened(name)) + "\"")
                        .collect(Collectors.joining(", "))
                + more;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean unseen = point != ' '
                    && !HeaderNames.unseen(Character.toString(point)).isEmpty();
            if (unseen) {
                escaped.append(String.format("\\u%04X", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
