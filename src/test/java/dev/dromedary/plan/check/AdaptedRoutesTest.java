package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.AdaptedRoutes;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of Camel's examples become functions by their {@code from} alone: what check and plan know of them. */
class AdaptedRoutesTest {

    @TempDir
    Path routes;

    @BeforeEach
    void copy() throws IOException {
        AdaptedRoutes.copyTo(routes);
    }

    private List<Finding> check() throws IOException {
        return new RoutesCheck().check(new RoutesFolder(routes));
    }

    @Test
    void shouldFindNothingButCredentials_whenOnlyTheFromIsOurs() throws IOException {
        assertThat(check())
                .hasSize(4)
                .allMatch(finding -> finding.severity() == Finding.Severity.WARNING)
                .allMatch(finding -> finding.message()
                        .contains("stands in the route, and is ignored; leave it out, as a function has the"));
    }

    @Test
    void shouldGrantWhatKameletsCall_whenPlanned() {
        Map<String, Object> plan = Plan.of(new RoutesFolder(routes)).document();

        assertThat(statements(plan, "news-publish"))
                .contains("[sqs:SendMessage]", ":bulletins-${environment}")
                .doesNotContain("s3:");
        assertThat(statements(plan, "orders-take")).contains("[s3:PutObject]", "${region}/taken/*");
        assertThat(statements(plan, "changes-log")).doesNotContain("PutObject");
        assertThat(String.valueOf(((Map<?, ?>) plan.get("functions")).get("news-publish")))
                .doesNotContain("left-over", "AWS_REGION");
    }

    private static String statements(Map<String, Object> plan, String id) {
        Map<?, ?> function = (Map<?, ?>) ((Map<?, ?>) plan.get("functions")).get(id);
        return String.valueOf(function.get("statements"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kamelet:log-snk | There is no Kamelet \"log-snk\"",
                "kamelet:aws-s3-source | The Kamelet \"aws-s3-source\" starts routes, and no step can send to it.",
                "kamelet:slack-sink?channel=a&webhookUrl=b | The Kamelet \"slack-sink\" needs camel-slack, and the function",
                "kamelet:log-sink?showBodi=true | The Kamelet \"log-sink\" has no option \"showBodi\". Did you mean \"showBody\"?",
                "kamelet:insert-header-action?name=a | The Kamelet \"insert-header-action\" needs the option \"value\".",
                "file:./inbox | The endpoint \"file:./inbox\" is a folder, and a function can write nothing but /tmp",
            })
    void shouldSayWhatToDo_whenAStepCantBeServed(String uri, String said) throws IOException {
        Files.writeString(routes.resolve("cron/log.camel.yaml"), """
                - route:
                    from:
                      uri: lambda-schedule:tick
                      parameters:
                        expression: rate(1 hour)
                      steps:
                        - to: %s
                """.formatted(uri));

        assertThat(check())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).isEqualTo("cron/log.camel.yaml:7:15");
                    assertThat(finding.message()).startsWith(said);
                });
    }

    @Test
    void shouldAskForGrants_whenAKameletsKeyIsKnownOnlyThen() throws IOException {
        Path file = routes.resolve("news/publish.camel.yaml");
        Files.writeString(file, """
                - route:
                    from:
                      uri: lambda-http:/news
                      parameters: { method: POST, format: text }
                      steps:
                        - to: kamelet:aws-s3-sink?region=us-east-1&bucketNameOrArn={{aws.queueNameOrArn}}
                """);

        assertThat(check())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo("news/publish.camel.yaml");
                    assertThat(finding.message()).contains("grants");
                });
    }

    @Test
    void shouldSayWhatToWrite_whenAVaultOfAnotherKindIsAsked() throws IOException {
        Files.writeString(routes.resolve("cron/log.camel.yaml"), """
                - route:
                    from:
                      uri: lambda-schedule:tick
                      parameters:
                        expression: rate(1 hour)
                      steps:
                        - setBody:
                            simple: "The secret is {{aws:door}}"
                        - to: kamelet:log-sink
                """);

        assertThat(check())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("Nobody serves {{aws:door}} in a function")
                        && message.contains("use {{secret:cron.door}}"));
    }

    @Test
    void shouldTellToMarshal_whenAKameletWouldGetAMap() throws IOException {
        Path file = routes.resolve("news/publish.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("        format: text\n", ""));

        assertThat(check())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .extracting(Finding::message)
                .containsExactly("The body is a map here, and kamelet:aws-sqs-sink would send it as the text {a=1}; put"
                        + " \"- marshal: { json: {} }\" before this step.");
    }

    @Test
    void shouldNameFileAndKamelet_whenTheyAreCalledDifferently() throws IOException {
        Path file = routes.resolve("orders/stamp-action.kamelet.yaml");
        Files.writeString(file, Files.readString(file).replace("name: stamp-action", "name: stamp"));

        assertThat(check())
                .filteredOn(finding -> finding.file().endsWith(".kamelet.yaml"))
                .extracting(Finding::toString)
                .containsExactly(
                        "orders/stamp-action.kamelet.yaml:4:3: The Kamelet's name is \"stamp\"; after its file it has to"
                                + " be \"stamp-action\" (metadata, name).");
    }
}
