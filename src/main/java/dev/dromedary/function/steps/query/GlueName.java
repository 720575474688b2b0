package dev.dromedary.function.steps.query;

import java.util.Locale;

/** Names of tables in the Glue Data Catalog, as the plan gives them to folders and queries ask for them. */
public final class GlueName {

    private GlueName() {}

    /** The name of the table of all that is in a folder, such as {@code gold_daily_metrics} of {@code gold/daily_metrics/}. */
    public static String ofFolder(String folder) {
        return plain(folder.replaceFirst("/+$", "").replace('/', '_'));
    }

    /** A name in lower-case letters, digits and underscores, with an underscore in place of each other character. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }
}
