package dev.dromedary.desk.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogsTest {

    @TempDir
    Path folder;

    @Test
    void shouldTellThemApart_whenAFunctionLogsMeasuresAndEnds() {
        FunctionLogs logs = new FunctionLogs(folder);

        logs.log("orders-ingest", "info", "bucket/a.csv@1", "one\ntwo");
        PrintStream metrics = logs.metrics("orders-ingest");
        metrics.println("{\"_aws\":{},\"route\":\"orders-ingest\"}");
        metrics.flush();
        logs.keep(new Attempt(
                "orders-send",
                "r",
                Instant.EPOCH,
                Duration.ofMillis(5),
                List.of(),
                List.of("It failed."),
                List.of("bucket/a.csv@1")));

        assertThat(logs.lines()).extracting(line -> line.get("type")).containsExactly("attempt", "log");
        assertThat(logs.attempts()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("failures", List.of("It failed."))
                .containsEntry("duration_ms", 5)
                .containsEntry("time", "1970-01-01T00:00:00Z"));
        assertThat(logs.metrics()).containsExactly(Map.of("_aws", Map.of(), "route", "orders-ingest"));
    }

    @Test
    void shouldPassOver_whenALineIsNotWhole() throws IOException {
        FunctionLogs logs = new FunctionLogs(folder);
        logs.log("orders-ingest", "info", null, "whole");
        Files.write(
                folder.resolve("orders-ingest.ndjson"),
                "{\"time\":\"20".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);

        assertThat(logs.lines()).extracting(line -> line.get("message")).containsExactly("whole");
    }

    @Test
    void shouldBeEmpty_whenNothingHasRun() {
        assertThat(new FunctionLogs(folder.resolve("none")).lines()).isEmpty();
    }
}
