package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFilesTest {

    @TempDir
    Path folder;

    private Path routes;

    @BeforeEach
    void makeFolder() throws IOException {
        routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("p"));
        ErrorsFile.copyTo(routes);
        Files.writeString(folder.resolve("secret.ftlh"), "secret");
    }

    @Test
    void shouldEscape_whenTemplateIsHtml() throws Exception {
        write("p/mail.ftlh", "<b>${body.x}</b>");

        assertThat(fill("p/mail.ftlh", Map.of("x", "<script>&"))).isEqualTo("<b>&lt;script&gt;&amp;</b>");
    }

    @Test
    void shouldLeaveTextAsItIs_whenTemplateIsPlain() throws Exception {
        write("p/mail.ftl", "${body.x}");

        assertThat(fill("p/mail.ftl", Map.of("x", "a < b & c"))).isEqualTo("a < b & c");
    }

    @Test
    void shouldReadUtf8_whateverTheMachinesCharacterSetIs() throws Exception {
        write("p/mail.ftlh", "Zoë: ${body.x} – 37 °C");

        assertThat(fill("p/mail.ftlh", Map.of("x", "ü"))).isEqualTo("Zoë: ü – 37 °C");
        assertThat(TemplateFiles.configuration(routes)
                        .getTemplate("p/mail.ftlh")
                        .getEncoding())
                .isEqualTo("UTF-8");
    }

    @Test
    void shouldWriteNumbersAndTimesAlike_whereverItRuns() throws Exception {
        write("p/mail.ftl", "${body.n} ${body.i} ${body.s?datetime.iso?string('yyyy-MM-dd HH:mm')} ${.locale}");

        assertThat(fill("p/mail.ftl", Map.of("n", 1234.5, "i", 1000000, "s", "2026-11-20T13:00:00Z")))
                .isEqualTo("1,234.5 1,000,000 2026-11-20 13:00 en_US");
    }

    @Test
    void shouldIncludeAndImport_whenFilesAreInTheFolder() throws Exception {
        write("shared/head.ftlh", "<h1>${body.x}</h1>");
        write("shared/macros.ftlh", "<#macro bold>${'<'}<b><#nested></b></#macro>");
        write(
                "p/mail.ftlh",
                "<#import '/shared/macros.ftlh' as m><#include '../shared/head.ftlh'><@m.bold>!</@m.bold>");

        assertThat(fill("p/mail.ftlh", Map.of("x", "&"))).isEqualTo("<h1>&amp;</h1>&lt;<b>!</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#include '../../secret.ftlh'>",
                "<#include '/../secret.ftlh'>",
                "<#include '%s/secret.ftlh'>",
                "<#include 'file:%s/secret.ftlh'>",
                "${'freemarker.template.utility.Execute'?new()('id')}",
                "${body?api.class}"
            })
    void shouldFail_whenTemplateWantsMoreThanTheFolder(String text) throws IOException {
        write("p/mail.ftlh", String.format(text, folder));

        assertThatThrownBy(() -> fill("p/mail.ftlh", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The template p/mail.ftlh fails at line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${body.x}", "<#if body.x == 1>a</#if>", "<#list body.x as y></#list>", "<b>${body.x.y}</b>"})
    void shouldNameTemplateAndExpression_whenValueIsMissing(String text) throws IOException {
        write("p/mail.ftlh", "\n" + text);

        assertThatThrownBy(() -> fill("p/mail.ftlh", Map.of("z", 1)))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .matches("The template p/mail\\.ftlh fails at line 2, column \\d+: body\\.x has no value");
    }

    @Test
    void shouldSayTheReasonInOneLine_whenValueIsOfAnotherKind() throws IOException {
        write("p/mail.ftlh", "${body.x?upper_case}");

        assertThatThrownBy(() -> fill("p/mail.ftlh", Map.of("x", List.of())))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("The template p/mail.ftlh fails at line 1, column 3: ")
                .contains("body.x")
                .doesNotContain("\n");
    }

    @Test
    void shouldGoOn_whenTemplateExpectsTheFailure() throws Exception {
        write("p/mail.ftlh", "<#attempt>${body.x}<#recover>none</#attempt> ${body.x!'default'}");

        assertThat(fill("p/mail.ftlh", Map.of())).isEqualTo("none default");
    }

    @Test
    void shouldFillTheTemplate_whenRouteNamesItRelativeToTheFolder() throws Exception {
        write("p/mail.ftlh", "<p>${body.x} ${headers.source}</p>");
        write("p/subject.ftl", "${body.x}");
        route(
                "p/do.camel.yaml",
                "freemarker:p/mail.ftlh?configuration=#templates",
                "setHeader: {name: html, simple: '${body}'}",
                "bean:seen");
        List<Object> seen = new ArrayList<>();
        Services services = context -> context.getRegistry().bind("seen", new Seen(seen));

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", services)) {
            Map<String, Object> event = new java.util.LinkedHashMap<>(Events.event("scheduled-scheduler"));
            event.put("detail", Map.of("x", "<i>"));
            function.invoke(event, Invocation.starting("r", Duration.ofMinutes(1)));

            assertThat(seen).containsExactly("<p>&lt;i&gt; aws.scheduler</p>");
            assertThat(function.context().getRegistry().lookupByNameAndType("templates", Configuration.class))
                    .isNotNull()
                    .isSameAs(function.context().getRegistry().lookupByNameAndType("templates", Configuration.class));
        }
    }

    @Test
    void shouldNameTheFailure_whenRoutesTemplateMissesAValue() throws Exception {
        write("p/mail.ftlh", "${body.x}");
        route("p/do.camel.yaml", "freemarker:p/mail.ftlh?configuration=#templates", null, "log:x");

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", context -> {})) {
            assertThatThrownBy(() -> function.invoke(
                            Events.event("scheduled-scheduler"), Invocation.starting("r", Duration.ofMinutes(1))))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("The template p/mail.ftlh fails at line 1, column 3: body.x has no value");
        }
    }

    /** Notes the bodies that it gets. */
    public record Seen(List<Object> bodies) {

        public void note(String body) {
            bodies.add(body);
        }
    }

    private String fill(String name, Map<String, Object> body) throws Exception {
        Template template = TemplateFiles.configuration(routes).getTemplate(name);
        StringWriter out = new StringWriter();
        template.process(Map.of("body", body), out);
        return out.toString();
    }

    private void route(String file, String template, String step, String last) throws IOException {
        write(
                file,
                "- route:\n    id: p-do\n    from:\n      uri: lambda-schedule:daily\n      parameters:\n"
                        + "        expression: rate(1 day)\n      steps:\n        - to: \"" + template + "\"\n"
                        + (step == null ? "" : "        - " + step + "\n") + "        - to: " + last + "\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(routes.resolve(file).getParent());
        Files.write(routes.resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }
}
