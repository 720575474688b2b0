package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.Shipped;
import dev.dromedary.function.steps.query.SqlText;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped queries are SELECTs that Trino reads, which is Athena, of functions that mean the same there as in DuckDB. */
class QueryDialectTest {

    private static final Set<String> ALLOWED =
            Set.of("avg", "coalesce", "count", "count_if", "max", "min", "round", "row_number", "sum");

    static List<Path> queries() throws IOException {
        return Shipped.files(Shipped.ROUTES).stream()
                .filter(file -> file.toString().endsWith(".sql"))
                .toList();
    }

    @Test
    void shouldFindTheQueries() throws IOException {
        assertThat(queries())
                .contains(Path.of("routes/weblogs/daily_metrics.sql"), Path.of("routes/weblogs/session_metrics.sql"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldBeOneSelectOfAllowedFunctions(Path query) throws IOException {
        Statement statement = parsed(query.toString(), Files.readString(query));

        assertThat(statement).isInstanceOf(Query.class);
        assertThat(functions(statement)).isSubsetOf(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x::int FROM silver",
                "SELECT * EXCLUDE (x) FROM silver",
                "SELECT x FROM silver QUALIFY row_number() OVER () = 1",
                "COPY silver TO 'x'"
            })
    void shouldRefuseWhatOnlyDuckDbReads(String sql) {
        assertThatThrownBy(() -> parsed("test", sql)).isInstanceOf(ParsingException.class);
    }

    @Test
    void shouldFindFunctionsThatMeanAnotherThing() {
        assertThat(functions(parsed("test", "SELECT strftime(min(x), 'y'), (SELECT getvariable('z')) FROM silver")))
                .containsExactly("getvariable", "min", "strftime");
    }

    private static Statement parsed(String name, String sql) {
        SqlText text = new SqlText(name, sql);
        Map<String, String> values = new HashMap<>();
        text.parameters().forEach(parameter -> values.put(parameter, "it's"));
        return new SqlParser().createStatement(text.with(values), new ParsingOptions());
    }

    private static Set<String> functions(Statement statement) {
        Set<String> names = new TreeSet<>();
        new DefaultTraversalVisitor<Void>() {
            @Override
            protected Void visitFunctionCall(FunctionCall call, Void context) {
                names.add(call.getName().toString());
                return super.visitFunctionCall(call, context);
            }
        }.process(statement);
        return names;
    }
}
