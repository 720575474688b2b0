package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThenWriterTest {

    private static final String BEFORE = """
            # Of the file.
            cases:
              - name: first
                when:
                  - again: 1   # no sense
            """;
    private static final String AFTER = """

              # Of the next case.
              - name: second
                when: []
            """;

    private static String rewritten(String yaml, ObjectNode outcome) {
        ObjectNode test = (ObjectNode) YamlText.parse("x", yaml).root().at("/cases/0");
        TestCase first = new TestCase(
                "first", 0, 1, JsonNodeFactory.instance.objectNode(), (ArrayNode) test.get("when"), (ObjectNode)
                        test.get("then"));
        return ThenWriter.rewritten("x", yaml, first, outcome);
    }

    private static ObjectNode outcome() {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.putArray("outcomes").add("success");
        outcome.putObject("objects").put("x.csv", "a\n\nb\n");
        return outcome;
    }

    @Test
    void shouldBeWrittenAfterTheSteps_whenNothingWasExpected() {
        String written = rewritten(BEFORE + AFTER, outcome());

        assertThat(written)
                .isEqualTo(BEFORE.stripTrailing()
                        + """

                    then:
                      outcomes:
                        - success
                      objects:
                        x.csv: |
                          a

                          b
                """.replaceAll("(?m)^ {4}(?=.)", "    ").indent(0)
                        + AFTER);
    }

    @Test
    void shouldKeepAllElse_whenOnePartIsOtherwise() {
        String then = """
                then:
                  # Of what comes back.
                  outcomes: [success]   # as it should
                  objects:
                    x.csv: |
                      old
                  # Of events.
                  events: []
            """.indent(4).replaceAll("(?m)^ {4}", "");

        String written = rewritten(BEFORE + then + AFTER, outcome());

        assertThat(written)
                .contains("# Of what comes back.", "outcomes: [success]   # as it should", "# Of events.", "events: []")
                .doesNotContain("old")
                .startsWith(BEFORE)
                .endsWith(AFTER);
        assertThat(YamlText.parse("x", written)
                        .root()
                        .at("/cases/0/then/objects/x.csv")
                        .asText())
                .isEqualTo("a\n\nb\n");
    }

    @Test
    void shouldWriteABlock_whenTheExpectationStandsInBraces() {
        String written = rewritten(BEFORE + "    then: {outcomes: [rejected]}\n" + AFTER, outcome());

        assertThat(YamlText.parse("x", written).root().at("/cases/0/then")).isEqualTo(outcome());
        assertThat(written).endsWith(AFTER);
    }

    @Test
    void shouldKeepAnchors_whenOtherCasesReferToThem() {
        String yaml = BEFORE + """
                then:
                  objects:
                    x.csv: &same |
                      a
                    y.csv: &changed |
                      b
            """.indent(0) + """
              - name: second
                when: []
                then:
                  objects: {x.csv: *same, y.csv: *changed}
            """.indent(0);
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.putObject("objects").put("x.csv", "a\n").put("y.csv", "c\n");

        String written = rewritten(yaml, outcome);

        assertThat(written).isEqualTo(yaml.replace("          b\n", "          c\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cases: [{name: first, when: []}, {name: second, when: []}]\n",
                "cases:\n  - {name: first, when: []}\n  # Of the next case.\n  - {name: second, when: []}\n",
                "{\"cases\": [{\"name\": \"first\", \"when\": [], \"then\": {\"outcomes\": [\"failed\"]}}]}\n",
                "cases:\n  - {name: first, then: &a {outcomes: [x]}, when: []}\n  - {name: second, when: [], then: *a}\n",
                "x: &a {outcomes: [x]}\ncases:\n  - {name: first, then: *a, when: []}\n  - {name: second, when: [], then: *a}\n",
                "x: &w []\ncases:\n  - {name: first, when: *w}\n  - {name: second, when: *w}\n"
            })
    void shouldWriteInBraces_whenTheCaseStandsInThem(String yaml) {
        String written = rewritten(yaml, outcome());

        JsonNode before = YamlText.parse("x", yaml).root();
        JsonNode after = YamlText.parse("x", written).root();
        assertThat(after.at("/cases/0/then")).isEqualTo(outcome());
        assertThat(after.at("/cases/0/when")).isEqualTo(before.at("/cases/0/when"));
        assertThat(after.at("/cases/1/when")).isEqualTo(before.at("/cases/1/when"));
        assertThat(written.contains("# Of the next case.")).isEqualTo(yaml.contains("# Of the next case."));
    }
}
