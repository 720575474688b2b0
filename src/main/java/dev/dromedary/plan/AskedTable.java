package dev.dromedary.plan;

import dev.dromedary.plan.catalog.CatalogTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A folder that a step asks Athena about, which reads tables and not folders.
 *
 * @param step that asks
 * @param bucket the bucket's name in the plan
 * @param folder as the option says it, which may have an expression in it
 */
record AskedTable(Step step, String bucket, String folder) {

    /** Every folder that Athena is asked about is one of the pipeline's tables, or the query would fail for want of it. */
    static List<Finding> check(Rule.Subject subject) {
        return subject.functions().stream()
                .flatMap(function -> function.needs().catalog().asked().stream()
                        .flatMap(asked -> asked.fault(tables(subject, function.pipeline())).stream()))
                .distinct()
                .toList();
    }

    private static List<CatalogTable> tables(Rule.Subject subject, String pipeline) {
        return subject.functions().stream()
                .filter(function -> function.pipeline().equals(pipeline))
                .map(function -> function.needs().catalog().tables())
                .flatMap(Collection::stream)
                .toList();
    }

    private Optional<Finding> fault(List<CatalogTable> tables) {
        boolean known = folder.contains("$")
                || tables.stream()
                        .anyMatch(table ->
                                table.bucket().equals(bucket) && table.folder().equals(folder));
        return known
                ? Optional.empty()
                : Optional.of(
                        step.finding("Athena has no table of the folder " + folder + ": no step of this pipeline writes"
                                + " records there by a schema, which is what tables are made of; ask DuckDB (engine: duckdb) or"
                                + " write the folder by records:write or query:store."));
    }
}
