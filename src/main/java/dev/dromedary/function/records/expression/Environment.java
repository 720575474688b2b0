package dev.dromedary.function.records.expression;

import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an expression may name.
 *
 * @param columns the columns in order; of two with one name the later counts
 * @param charset the characters' bytes: UTF-8, or a charset of one byte a character
 * @param placeholders gives the value for what stands in double braces; throws IllegalArgumentException if there is none
 * @param lookups what {@code lookup} may look in
 * @param hints makes the end of a sentence about a name that is not known
 * @param firstSpare the first cell for what is worked out that no other expression of the same {@link Inputs} has
 */
public record Environment(
        List<Column> columns,
        Charset charset,
        UnaryOperator<String> placeholders,
        List<Lookup> lookups,
        Hints hints,
        int firstSpare) {

    public Environment {
        columns = List.copyOf(columns);
        lookups = List.copyOf(lookups);
    }

    /** One for conditions on a file's own columns, without placeholders and lookups. */
    public static Environment of(List<Column> columns, Charset charset, Hints hints) {
        UnaryOperator<String> none = name -> {
            throw new IllegalArgumentException("has no meaning here");
        };
        return new Environment(columns, charset, none, List.of(), hints, 0);
    }

    /** Makes the end of a sentence that names the nearest of the known names. */
    @FunctionalInterface
    public interface Hints {
        /** Such as {@code ; did you mean "…"?} */
        String of(String name, Collection<String> known);
    }

    /**
     * What {@code lookup} may look in.
     *
     * @param name as it stands in the expression
     * @param columns the columns that are known; empty if any may be there
     */
    public record Lookup(String name, List<String> columns) {
        public Lookup {
            columns = List.copyOf(columns);
        }
    }
}
