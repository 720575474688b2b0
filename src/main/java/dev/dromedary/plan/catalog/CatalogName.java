package dev.dromedary.plan.catalog;

import dev.dromedary.function.steps.query.GlueName;
import java.util.Locale;
import java.util.Optional;

/**
 * Names as Glue and Athena take them: lower-case letters, digits and underscores.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html">Names of databases, tables, columns</a>
 */
final class CatalogName {

    /** Characters of the name of a database, a table or a column, and of a type: https://docs.aws.amazon.com/glue/latest/webapi/API_Column.html */
    private static final int LONGEST = 255;

    private CatalogName() {}

    /** Whether it is taken as it is, but for capital letters, which Glue has none of. */
    static boolean isPlain(String name) {
        return name.toLowerCase(Locale.ROOT).equals(GlueName.plain(name));
    }

    /**
     * Why a name is refused.
     *
     * @param what of what it is the name, such as {@code table}
     * @return one sentence; empty if it is taken
     */
    static Optional<String> fault(String what, String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.of("The name of the " + what + " \"" + name + "\" in the Glue Data Catalog has "
                    + name.length() + " characters, and has to have 1 to " + LONGEST + ".");
        }
        return Optional.empty();
    }
}
