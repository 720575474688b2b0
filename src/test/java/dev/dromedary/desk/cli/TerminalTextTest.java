package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    private static final String DANGEROUS =
            "[\\p{Cc}\\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029&&[^\n\t]]";

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";

    @TempDir
    Path folder;

    @Property
    void shouldShowNothingDangerous(@ForAll String text) {
        StringWriter terminal = new StringWriter();
        PrintWriter out = TerminalText.over(new PrintWriter(terminal));

        out.println(text);
        out.printf("%s%n", text);
        text.chars().forEach(out::write);
        out.flush();

        assertThat(terminal.toString()).doesNotContainPattern(DANGEROUS);
    }

    @Test
    void shouldShowWhatThereWas() {
        assertThat(TerminalText.shown("a\u001b[31mb\u202e\u007f\u0085\ud83d\udc2a\ud83d\tc\r\nd\re\n"))
                .isEqualTo("a\\u001b[31mb\\u202e\\u007f\\u0085\ud83d\udc2a\\ud83d\tc\r\nd\\u000de\n");
        String plain = "Zo\u00eb, 3 \u00b0C \u2026";
        assertThat(TerminalText.shown(plain)).isSameAs(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u009b2J", "\u202e", "\u0007", "\u007f"})
    void shouldReachNoTerminal_whenKeysHeadersAndValuesHoldControls(String hostile) throws IOException {
        Desk desk = Desk.in(folder);
        Path header = desk.write("header.csv", "event" + hostile + ",b\n1,2\n");
        // Not every system's file names have the others.
        String name = "x\u001b[2J.csv";
        Path key = desk.write(name, HEADER + "2026" + hostile + ",u" + hostile + ",1\n");
        String cloud = desk.file("cloud").toString();
        String routes = desk.file("routes").toString();

        List<Desk.Told> told = List.of(
                desk.runHealth(header, key),
                desk.run("validate", header.toString(), "--schema", "health/reading.schema.json"),
                desk.run("validate", key.toString(), "--schema", "health/reading.schema.json"),
                desk.run("status", "health", "--data", cloud, "--routes", routes),
                desk.run("replay", "health-ingest", "raw/" + name, "--data", cloud, "--routes", routes),
                desk.run("upload", "health", key.toString(), "--data", cloud, "--routes", routes),
                desk.run("purge", "health", "--yes", "--data", cloud, "--routes", routes),
                desk.run("check", "--routes", "no" + hostile),
                desk.run("test", "no" + hostile, "--routes", routes),
                desk.run("no" + hostile));

        assertThat(told).allSatisfy(each -> {
            assertThat(each.out()).doesNotContainPattern(DANGEROUS);
            assertThat(each.err()).doesNotContainPattern(DANGEROUS);
        });
        assertThat(told).extracting(each -> each.out() + each.err()).anyMatch(text -> text.contains("\\u"));
        assertThat(Files.exists(key)).isTrue();
    }
}
