package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamRunTest {

    private static final String ROUTE = """
            - route:
                id: taps-keep
                from:
                  uri: lambda-kinesis:taps
                  parameters:
                    format: json
                    batchSize: 3
                    maximumRetryAttempts: 2
                    grants: s3:PutObject=taps/*
                  steps:
                    - setProperty:
                        name: id
                        simple: ${body[id]}
                    - filter:
                        simple: ${exchangeProperty.id} == 'bad'
                        steps:
                          - throwException:
                              exceptionType: java.lang.IllegalStateException
                              message: it is bad
                    - setHeader:
                        name: CamelAwsS3Key
                        simple: ${header.CamelAwsKinesisPartitionKey}-${exchangeProperty.id}
                    - setBody:
                        simple: ${exchangeProperty.id}
                    - to:
                        uri: aws2-s3:taps
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void writeRoute() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("routes/taps"));
        desk.write("routes/taps/keep.camel.yaml", ROUTE);
    }

    private Desk.Told run(Path file, String... more) {
        return desk.run(Stream.concat(
                        Stream.of(
                                "run",
                                "taps",
                                file.toString(),
                                "--routes",
                                desk.file("routes").toString(),
                                "--data",
                                desk.file("cloud").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void shouldDeliverEachLine_whenAFileIsGiven() throws IOException {
        Desk.Told told =
                run(desk.write("x.ndjson", "{\"id\":\"a\"}\r\n\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n{\"id\":\"d\"}"));

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("taps-keep: success", "stream         taps", "processed      4");
        assertThat(List.of("1-a", "3-b", "4-c", "5-d"))
                .allSatisfy(key -> assertThat(desk.file("cloud/s3/taps/" + key)).exists());
    }

    @Test
    void shouldFailAndKeepTheRecord_whenItIsGivenUp() throws IOException {
        Desk.Told told = run(desk.write("x.ndjson", "{\"id\":\"a\"}\n{\"id\":\"bad\"}\n{\n{\"id\":\"d\"}\n"));

        Path kept = desk.file("cloud/streams/taps-failed.ndjson");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("2 of 4 records were given up; they are kept in " + kept, "processed      2");
        assertThat(told.out())
                .containsPattern("\n +2: record \\d+, \\S+: it is bad")
                .containsPattern(
                        "\n +3: record \\d+: Expected JSON, but text that is none \\(it ends too early, at line 1,"
                                + " column \\d\\) came\\.");
        assertThat(Files.readAllLines(kept)).hasSize(2);
        assertThat(desk.file("cloud/s3/taps/4-d")).exists();
    }

    @Test
    void shouldCount_whenJsonIsAskedFor() throws IOException {
        Desk.Told told = run(desk.write("x.ndjson", "{\"id\":\"a\"}\n"), "--json");

        assertThat(JsonDocument.parse(told.out()).get("objects").toString())
                .contains("stream=taps", "records=1", "processed=1", "given_up=0", "status=success");
    }

    @Test
    void shouldMakeTheBucket_whenItIsForFailures() throws IOException {
        desk.change("taps/keep.camel.yaml", "batchSize: 3", "onFailure: taps-failed");

        Desk.Told told = run(desk.write("x.ndjson", "{\"id\":\"bad\"}\n"));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("s3://taps-failed/aws/lambda/");
        assertThat(desk.file("cloud/s3/taps-failed/aws/lambda")).isDirectory();
    }

    @Test
    void shouldSayWhatItTakes_whenTheFileIsAnother() throws IOException {
        Desk.Told told = run(desk.write("x.csv", "a\n"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("x.csv", ".ndjson");
    }

    @Test
    void shouldNameTheLine_whenItIsTooLong() throws IOException {
        Desk.Told told = run(desk.write("x.ndjson", "{}\n" + "x".repeat(1024 * 1024 + 1) + "\n"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("Line 2", "1048576");
    }
}
