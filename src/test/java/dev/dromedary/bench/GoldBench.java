package dev.dromedary.bench;

import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import dev.dromedary.function.steps.query.SqlText;
import dev.dromedary.function.steps.query.duckdb.DuckDbEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBDriver;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Seconds and memory of the queries of gold on one day: {@code make FILE ROWS}, then {@code run FILE MEMORY SQL…} in a JVM of its own. */
public final class GoldBench {

    private static final String MAKE = """
            COPY (
              SELECT
                md5(CAST(i AS varchar)) AS event_id,
                TIMESTAMP '2026-01-05 00:00:00' + to_milliseconds(CAST(i * 86400000.0 / %1$d AS bigint)) AS event_ts,
                substr(md5('s' || CAST(i %% 400000 AS varchar)), 1, 16) AS session_id,
                'GET' AS method,
                '/products/' || CAST(hash(i) %% 2000 AS varchar) AS path,
                CAST([200, 200, 200, 304, 404, 500][CAST(hash(i + 1) %% 6 AS int) + 1] AS bigint) AS status,
                CAST(hash(i + 2) %% 200000 AS bigint) AS bytes_sent,
                (hash(i + 3) %% 9000) / 10.0 + 1 AS response_time_ms,
                'direct' AS referrer,
                'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/' || CAST(i %% 40 AS varchar) AS user_agent,
                'user-' || CAST(hash(i + 4) %% 50000 AS varchar) AS user_id,
                'HIT' AS cache_status,
                'FRA' || CAST(i %% 60 AS varchar) AS cdn_edge,
                (hash(i + 5) %% 10000) / 100.0 AS db_query_time_ms,
                md5('r' || CAST(i AS varchar)) AS request_id,
                status BETWEEN 400 AND 499 AS is_client_error,
                status BETWEEN 500 AND 599 AS is_server_error,
                status BETWEEN 200 AND 299 AS is_success,
                status BETWEEN 300 AND 399 AS is_redirect,
                response_time_ms > 1000 AS is_slow,
                response_time_ms < 100 AS is_fast,
                bytes_sent > 100000 AS is_large_response,
                bytes_sent < 1000 AS is_small_response,
                DATE '2026-01-05' AS event_date,
                DATE '2026-01-05' AS session_date,
                hour(event_ts) AS session_hour,
                user_id || '_' || strftime(event_ts, '%%Y-%%m-%%d-%%H') AS user_session
              FROM range(%1$d) t(i)
            ) TO '%2$s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30000)
            """;

    private GoldBench() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("make")) {
            try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                    Statement statement = connection.createStatement()) {
                statement.execute(MAKE.formatted(Long.parseLong(arguments[2]), file));
            }
            return;
        }
        int memory = Integer.parseInt(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            run(file, memory, Path.of(arguments[i]));
        }
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }

    private static void run(Path file, int memory, Path sql) throws IOException {
        long start = System.nanoTime();
        String text = new SqlText(sql.toString(), Files.readString(sql))
                .with(Map.of("year", "2026", "month", "01", "day", "05"));
        String key = "silver/year=2026/month=01/day=05/x.parquet";
        QueryTable table = new QueryTable(
                "silver", "bucket", "silver/", Optional.empty(), List.of(new TableObject(key, "x", Files.size(file))));
        try (InputStream csv = new DuckDbEngine(client(file), memory)
                .run(new Query(sql.toString(), text, List.of(table), Optional.empty()))) {
            long bytes = csv.transferTo(OutputStream.nullOutputStream());
            System.out.printf("%s: %.1f s, %d bytes%n", sql.getFileName(), (System.nanoTime() - start) / 1e9, bytes);
        }
    }

    /** An S3 with that file as its only object. */
    @SuppressWarnings("unchecked")
    private static S3Client client(Path file) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    ((Consumer<GetObjectRequest.Builder>) arguments[0]).accept(GetObjectRequest.builder());
                    Files.copy(file, (Path) arguments[1]);
                    return null;
                });
    }
}
