package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * docs/commands.md is made of what the commands say of themselves. {@code mvn test -Dtest=CommandsPageTest -Dpage.write=true} writes it
 * anew.
 */
class CommandsPageTest {

    private static final Path PAGE = Path.of("docs/commands.md");

    /** What no usage is broken at. */
    private static final int WIDE = 2_000;

    private static final String BEGINNING = """
            # Commands

            `dromedary COMMAND …`; in a repository of your own and in Dromedary's clone `./dromedary COMMAND …`, `dromedary.cmd` on Windows. In the
            clone `mvn -q compile exec:java -Dexec.args="COMMAND …"` does the same. This page is what `--help` says, with every command; arguments in **bold** have to be there.

            `status`, `lineage`, `replay`, `upload` and `purge` work on the embedded cloud in `--data DIR`, or on AWS or a rehearsal
            (`--environment NAME`): [operating.md](operating.md). `explain` works on the embedded cloud: [console.md](console.md).

            `run` shows what routes log, `log` steps and `log:` endpoints, a line each (with `--json` on standard error), from `INFO` on, as on AWS;
            `test` does with `--verbose`. Nothing is printed in colours.

            | exit code | meaning |
            | --- | --- |
            """;

    @Test
    void shouldSayWhatTheCommandsSay_whenTheyChange() throws IOException {
        String page = page();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        CommandLine dromedary = Dromedary.commands(new Dromedary());
        StringBuilder page = new StringBuilder(BEGINNING);
        dromedary.getCommandSpec().usageMessage().exitCodeList().forEach((code, meaning) -> page.append("| ")
                .append(code)
                .append(" | ")
                .append(meaning)
                .append(" |\n"));
        page.append("\nEvery command takes these, too:\n")
                .append(table(List.of(), dromedary.getCommandSpec().options()));
        dromedary.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .forEach(command -> page.append(section(command)));
        return page.toString();
    }

    private static String section(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<OptionSpec> own = command.getCommandSpec().options().stream()
                .filter(option ->
                        !option.hidden() && !option.inherited() && !option.usageHelp() && !option.versionHelp())
                .toList();
        String name = command.getCommandSpec().qualifiedName().replaceFirst("^dromedary ", "");
        usage.width(WIDE);
        String synopsis = command.getHelp()
                .fullSynopsis()
                .strip()
                .replaceFirst("^Usage: ", "")
                .replace(" [-hV]", "")
                .replace(" [--verbose]", "");
        return "\n## " + name + "\n\n" + sentences(usage.description()) + "\n\n```\n" + synopsis + "\n```\n"
                + table(command.getCommandSpec().positionalParameters(), own)
                + command.getSubcommands().values().stream()
                        .map(CommandsPageTest::section)
                        .collect(Collectors.joining());
    }

    private static String table(List<PositionalParamSpec> parameters, List<OptionSpec> options) {
        if (parameters.isEmpty() && options.isEmpty()) {
            return "";
        }
        return "\n| argument | meaning |\n| --- | --- |\n"
                + Stream.concat(parameters.stream(), options.stream())
                        .filter(argument -> !argument.hidden())
                        .map(CommandsPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(ArgSpec argument) {
        String name = argument instanceof OptionSpec option ? String.join(", ", option.names()) : "";
        String value = argument.arity().max() == 0 ? "" : argument.paramLabel();
        String mark = argument.required() ? "**" : "";
        return "| " + mark + "`" + (name + " " + value).strip() + "`" + mark + " | "
                + sentences(argument.description()).replace("|", "\\|") + " |\n";
    }

    private static String sentences(String... lines) {
        return String.join(" ", lines)
                .replace("%n", " ")
                .replace("%%", "%")
                .replaceAll(" {2,}", " ")
                .strip();
    }
}
