package dev.dromedary.function.steps.query.duckdb;

import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryEngine;
import dev.dromedary.function.steps.query.QueryFailedException;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * DuckDB within the function: has the tables' objects in a folder of its own, and writes the result there. The folder goes
 * when the result is closed.
 *
 * @see <a href="https://duckdb.org/docs/stable/configuration/overview">DuckDB's settings</a>
 */
public final class DuckDbEngine implements QueryEngine {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbEngine.class);

    /** From so many MB on a function has more than one CPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
    private static final int MEMORY_OF_A_CPU = 1769;

    private final KeptObjects objects;
    private final boolean kept;
    private final int memory;

    /**
     * An engine that downloads what each query reads.
     *
     * @param client reaches S3
     * @param memory what it may use, in MB
     */
    public DuckDbEngine(S3Client client, int memory) {
        this(new KeptObjects(client), false, memory);
    }

    /**
     * An engine that downloads what was not read before.
     *
     * @param objects what was read before
     * @param memory what it may use, in MB
     */
    public DuckDbEngine(KeptObjects objects, int memory) {
        this(objects, true, memory);
    }

    private DuckDbEngine(KeptObjects objects, boolean kept, int memory) {
        this.objects = objects;
        this.kept = kept;
        this.memory = memory;
    }

    @Override
    public InputStream run(Query query) throws IOException {
        Path folder = Files.createTempDirectory("query");
        try {
            TableFiles files = new TableFiles(objects, folder);
            // Queries of one exchange may run side by side.
            synchronized (objects) {
                objects.keep(query);
                for (QueryTable table : query.tables()) {
                    files.download(table);
                }
            }
            Path result = folder.resolve("result.csv");
            execute(query, files, folder, result);
            return new ResultFile(result, folder);
        } catch (IOException | RuntimeException e) {
            ResultFile.delete(folder);
            throw e;
        } finally {
            if (!kept) {
                objects.close();
            }
        }
    }

    private void execute(Query query, TableFiles files, Path folder, Path result) {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            configure(statement, folder);
            for (QueryTable table : query.tables()) {
                statement.execute(files.view(table));
            }
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            query.deadline().ifPresent(end -> limit(statement, end));
            statement.execute("COPY (\n" + query.sql() + "\n) TO " + SqlText.quoted(result.toString())
                    + " (FORMAT csv, HEADER true)");
        } catch (SQLException e) {
            throw new QueryFailedException("The query " + query.name() + " failed: " + reason(e));
        }
    }

    @Override
    public Optional<String> syntaxTree(Query query) {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                PreparedStatement statement = connection.prepareStatement("SELECT json_serialize_sql(?)")) {
            statement.setString(1, query.sql());
            try (ResultSet tree = statement.executeQuery()) {
                return tree.next() ? Optional.ofNullable(tree.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            // The result is there already, and is no worse for it.
            LOG.warn(
                    "DuckDB tells no syntax tree of {}, so its columns' lineage is not told: {}",
                    query.name(),
                    reason(e));
            return Optional.empty();
        }
    }

    private void configure(Statement statement, Path folder) throws SQLException {
        statement.execute("SET memory_limit = '" + memory + "MB'");
        statement.execute("SET threads = " + Math.max(1, memory / MEMORY_OF_A_CPU));
        statement.execute(
                "SET temp_directory = " + SqlText.quoted(folder.resolve("spill").toString()));
        statement.execute("SET autoinstall_known_extensions = false");
        statement.execute("SET autoload_known_extensions = false");
        statement.execute("SET preserve_insertion_order = false");
        statement.execute("SET allowed_directories = [" + SqlText.quoted(folder.toString()) + "]");
    }

    private static void limit(Statement statement, Instant end) {
        try {
            statement.setQueryTimeout(
                    (int) Math.max(1, Duration.between(Instant.now(), end).toSeconds()));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB takes no time limit", e);
        }
    }

    /** Messages about the text and the memory hold no value of a record; of others only the kind is told. */
    private static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        String first = message.lines().findFirst().orElse("").strip();
        boolean plain = first.matches(".*\\b(Binder|Parser|Catalog|Out of Memory|Permission|INTERRUPT)\\b.*");
        return plain ? first : first.replaceFirst(":(?! ?[A-Z][a-z]+ Error).*$", "");
    }
}
