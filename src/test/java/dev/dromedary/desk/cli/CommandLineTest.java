package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds of all commands, those to come too. */
class CommandLineTest {

    @TempDir
    Path folder;

    static Stream<String> commands() {
        return Dromedary.commands(new Dromedary()).getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName);
    }

    private static Desk.Told run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Dromedary.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Desk.Told(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldTellExitCodesAndGlobalOptions_whenAskedForHelp(String command) {
        Desk.Told told = run(command, "--help");

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("Exit codes:", "Wrong usage", "--verbose", "--help")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldSuggestTheNearest_whenACommandOrAnOptionIsMisspelt() {
        assertThat(run("chek").err()).contains("chek", "check");
        assertThat(run("check", "--jsno").err()).contains("--jsno", "--json");
        assertThat(run("chek").code()).isEqualTo(2);
    }

    @Test
    void shouldPrintAScript_whenAskedForCompletion() {
        Desk.Told told = run("generate-completion");

        assertThat(told.code()).isZero();
        assertThat(told.out()).startsWith("#!").contains("_complete_dromedary", "check", "--routes");
    }

    @Test
    void shouldShowTheStack_whenVerbose() throws IOException {
        Path out = Files.writeString(folder.resolve("file"), "").resolve("plan.json");

        Desk.Told quiet = run("plan", "--out", out.toString());
        Desk.Told verbose = run("plan", "--verbose", "--out", out.toString());

        assertThat(quiet.code()).isEqualTo(1);
        assertThat(quiet.err()).doesNotContain("\tat ");
        assertThat(quiet.err().strip().lines()).hasSize(1);
        assertThat(verbose.err()).contains("\tat ");
    }
}
