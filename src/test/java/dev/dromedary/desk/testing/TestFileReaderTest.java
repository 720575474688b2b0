package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFileReaderTest {

    private static final String RIGHT = """
            # A comment.
            cases:
              - name: first
                given:
                  faults:
                    - call: s3.putObject
                      answer: denied
                when:
                  - upload:
                      key: raw/x.csv
                      text: a
                  - again: 1
                then:
                  outcomes: [success]
            """;

    @TempDir
    Path routes;

    private TestFile read(String yaml) throws IOException {
        Files.createDirectories(routes.resolve("p"));
        Files.writeString(routes.resolve("p/do-it.test.yaml"), yaml);
        return new TestFileReader(routes).read("p/do-it.test.yaml");
    }

    @Test
    void shouldNameRouteAndCases_whenTheFileIsRight() throws IOException {
        TestFile file = read(RIGHT);

        assertThat(file.route()).isEqualTo("p-do-it");
        assertThat(file.cases()).singleElement().satisfies(test -> {
            assertThat(test.name()).isEqualTo("first");
            assertThat(test.line()).isEqualTo(3);
            assertThat(test.when()).hasSize(2);
        });
    }

    @Test
    void shouldTakeAnyJson_whenItIsAMessage() throws IOException {
        TestFile file = read("cases:\n  - name: a\n    when:\n      - messages: [[1, 2], 3, true, {a: 1}, text]\n");

        assertThat(file.cases().get(0).when().get(0).get("messages")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    upload:         | uplaod:           | 9:9: There is no "uplaod" here; did you mean "upload"?
                    outcomes:       | outcome:          | 14:7: There is no "outcome" here; did you mean "outcomes"?
                    answer: denied  | answer: refused   | 7:19: answer:
                    s3.putObject    | s4.putObject      | 6:17: call:
                    again: 1        | again: 2          | 12:16: again names a step by its number from 1
                    name: first     | title: first      | 3:5: There is no "title" here
                    text: a         | text: [a]         | 11:17: text: array found, string expected
                    text: a         | key: a            | 11:11:
                    when:           | when: {           | This is no YAML
                    """)
    void shouldSayWhereAndWhat_whenSomethingIsWrong(String right, String wrong, String told) {
        assertThatThrownBy(() -> read(RIGHT.replace(right, wrong)))
                .isInstanceOf(TestFileException.class)
                .hasMessageContaining("do-it.test.yaml:")
                .hasMessageContaining(told);
    }

    @Test
    void shouldRefuseTheFile_whenTwoCasesHaveOneName() {
        assertThatThrownBy(() -> read(RIGHT + "  - name: first\n    when:\n      - again: 1\n"))
                .hasMessageContaining(":15:11: Two cases are called \"first\".");
    }

    @Test
    void shouldRefuseTheFile_whenItIsEmpty() {
        assertThatThrownBy(() -> read("")).hasMessageContaining(":1:1: The file is empty");
    }

    @Test
    void shouldSayWhere_whenACharacterIsNotAllowed() {
        assertThatThrownBy(() -> read(RIGHT.replace("text: a", "text: a\u0001b")))
                .isInstanceOf(TestFileException.class)
                .hasMessageEndingWith(
                        "do-it.test.yaml:11:18: This is no YAML: the character U+0001 is not allowed; take it"
                                + " out, or write it as \\u0001 between double quotes.");
    }
}
