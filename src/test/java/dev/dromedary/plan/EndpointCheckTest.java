package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointCheckTest {

    @TempDir
    Path routes;

    private List<Finding> check(String yaml) throws IOException {
        Files.createDirectories(routes.resolve("orders"));
        Files.writeString(routes.resolve("orders/ingest.camel.yaml"), yaml);
        return new EndpointCheck(new RoutesFolder(routes)).check("orders");
    }

    private static String route(String from, String option, String step) {
        return """
                - route:
                    id: orders-ingest
                    from:
                      uri: %s
                      parameters:
                        prefix: raw/
                        %s
                      steps:
                        - to:
                            uri: %s
                """.formatted(from, option, step);
    }

    @Test
    void shouldFindNothing_whenAllNamesAreRight() throws IOException {
        assertThat(check(route("lambda-s3:b", "memory: 1024", "log:x"))).isEmpty();
    }

    @Test
    void shouldNameLineAndNearestOption_whenAnOptionIsMisspelt() throws IOException {
        List<Finding> findings = check(route("lambda-s3:b", "memroy: 1024", "log:x"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("orders/ingest.camel.yaml");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message()).isEqualTo("lambda-s3 has no option \"memroy\". Did you mean \"memory\"?");
        });
    }

    @Test
    void shouldNameNearestTrigger_whenThereIsNoSuchTrigger() throws IOException {
        assertThat(check(route("lambda-s33:b", "memory: 1024", "log:x")))
                .extracting(Finding::message)
                .containsExactly("There is no component \"lambda-s33\". Did you mean \"lambda-s3\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "lambda:s3, 'lambda:s3 is called lambda-s3:BUCKET now.'",
        "lambda:queue, 'lambda:queue is called lambda-sqs:QUEUE now.'",
        "lambda:stream, 'lambda:stream is called lambda-kinesis:STREAM now.'",
        "lambda:event, 'lambda:event is called lambda-eventbridge:BUS now.'",
        "lambda:http, 'lambda:http is called lambda-http:PATH, with the option method now.'",
        "lambda:schedule, 'lambda:schedule is called lambda-schedule:NAME now.'"
    })
    void shouldSayWhatItIsCalledNow_whenANameIsAFormerOne(String from, String sentence) throws IOException {
        assertThat(check(route(from, "memory: 1024", "log:x")))
                .extracting(Finding::message)
                .containsExactly(sentence);
    }

    @Test
    void shouldSayWhatIsExpected_whenANumberIsNone() throws IOException {
        assertThat(check(route("lambda-s3:b", "memory: much", "log:x")))
                .extracting(Finding::message)
                .containsExactly("The option \"memory\" of lambda-s3 is \"much\"; it has to be a whole number.");
    }

    @Test
    void shouldNameNearestOption_whenAStepHasAWrongOne() throws IOException {
        assertThat(check(route("lambda-s3:b", "memory: 1024", "aws2-s3:b?opration=getObject")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(9);
                    assertThat(finding.message())
                            .isEqualTo("aws2-s3 has no option \"opration\". Did you mean \"operation\"?");
                });
    }

    @Test
    void shouldNameTheChoices_whenAValueIsNoneOfThem() throws IOException {
        assertThat(check(route("lambda-s3:b", "via: eventbrige", "log:x")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("\"via\"", "Did you mean \"eventbridge\"?", "direct, queue"));
    }

    @Test
    void shouldNameNearestComponent_whenThereIsNoSuchComponent() throws IOException {
        assertThat(check(route("lambda-s3:b", "memory: 1024", "recrods:validate")))
                .extracting(Finding::message)
                .containsExactly("There is no component \"recrods\". Did you mean \"records\"?");
    }

    @Test
    void shouldSaySo_whenAFileHoldsNoRoute() throws IOException {
        assertThat(check("route:\n  id: x\n"))
                .extracting(Finding::message)
                .containsExactly(
                        "The file holds no route; a route file is a list whose items begin with \"- route:\".");
    }

    @Test
    void shouldNameFileAndLine_whenYamlIsBroken() {
        assertThatThrownBy(() -> check("- route:\n    id: x\n  from: [\n"))
                .isInstanceOf(FindingsException.class)
                .hasMessageStartingWith("orders/ingest.camel.yaml:")
                .satisfies(thrown -> assertThat(thrown.getMessage().lines()).hasSize(1));
    }

    @Test
    void shouldNameFileAndLine_whenANodeIsUnknown() {
        assertThatThrownBy(() -> check("- route:\n    id: x\n    form:\n      uri: lambda-s3:b\n"))
                .isInstanceOf(FindingsException.class)
                .hasMessageStartingWith("orders/ingest.camel.yaml:3")
                .hasMessageContaining("form");
    }
}
