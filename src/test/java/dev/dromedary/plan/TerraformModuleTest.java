package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What terraform itself can't tell of terraform/: that it is a module, and that the root that calls it leaves nothing out. */
class TerraformModuleTest {

    private static final Path MODULE = Path.of("terraform");
    private static final Path ROOT = MODULE.resolve("environments");

    private static String text(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".tf"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .forEach(found::add);
        return found;
    }

    @Test
    void shouldBeCallable_whenSomebodyHasARootOfTheirOwn() throws IOException {
        for (Path module : List.of(
                MODULE,
                MODULE.resolve("modules/function"),
                MODULE.resolve("modules/account"),
                MODULE.resolve("modules/codepipeline"))) {
            assertThat(text(module)).as(module.toString()).contains("required_providers");
            assertThat(found(text(module), "^ *(provider \"|backend \")"))
                    .as(module.toString())
                    .isEmpty();
        }
        assertThat(found(text(ROOT), "^ *(provider \"|backend \")")).containsExactly("backend \"", "provider \"");
    }

    @Test
    void shouldHandOnEachVariable_whenTheExampleRootCallsTheModule() throws IOException {
        Set<String> variables = found(text(MODULE), "^variable \"(\\w+)\"");
        variables.removeAll(Set.of("plan_file", "function_zip", "parquet_zip", "duckdb_zip"));

        assertThat(found(text(ROOT), "^  (\\w+) += var\\.\\1$")).containsAll(variables);
        assertThat(found(text(ROOT), "^variable \"(\\w+)\"")).containsAll(variables);
    }

    @Test
    void shouldKnowItsOwnRoles_whenGitHubPlans() throws IOException {
        // Without these a plan would take away what the workflow itself is made of.
        assertThat(Files.readString(Path.of(".github/workflows/terraform.yml")))
                .contains("TF_VAR_state: '{ \"bucket\"", "TF_VAR_github: '{ \"repository\"");
    }

    @Test
    void shouldKeepTheLastVersionsAndTheLiveOne_whenOldOnesAreRemoved(@TempDir Path folder) throws Exception {
        Path calls = folder.resolve("calls");
        aws(folder, """
                case "$2" in
                list-aliases) echo 3 ;;
                list-versions-by-function) printf '$LATEST\\t1\\t2\\t3\\t9\\t10\\t11\\n' ;;
                *) echo "$*" >> %s ;;
                esac
                """.formatted(calls));

        assertThat(run(folder, "", "remove-old-versions", "2", "f-dev")).isZero();

        assertThat(Files.readAllLines(calls))
                .containsExactly(
                        "lambda delete-function --function-name f-dev --qualifier 1",
                        "lambda delete-function --function-name f-dev --qualifier 2",
                        "lambda delete-function --function-name f-dev --qualifier 9");
    }

    @Test
    void shouldShiftOnlyWhatPassesAndIsNew_whenVersionsAreMovedByCodeDeploy(@TempDir Path folder) throws Exception {
        Path calls = folder.resolve("calls");
        aws(folder, """
                echo "$1 $2 $4" >> %1$s
                case "$2 $4" in
                "get-alias "*) echo 7 ;;
                "invoke broken-dev") echo Unhandled ;;
                "invoke "*) [[ "$*" == *'--qualifier 8 --payload {"priming":true}'* ]] && echo None ;;
                "create-deployment "*) echo "$*" > %2$s-$6; echo d-$6 ;;
                "get-deployment d-bad-dev") echo Stopped ;;
                "get-deployment "*) echo Succeeded ;;
                esac
                """.formatted(calls, folder.resolve("deployment")));

        int exit = run(folder, shift("good-dev:8", "same-dev:7", "broken-dev:8"), "shift-versions");

        assertThat(exit).isOne();
        assertThat(Files.readAllLines(calls))
                .containsExactlyInAnyOrder(
                        "lambda get-alias good-dev",
                        "lambda invoke good-dev",
                        "deploy create-deployment dromedary-dev",
                        "lambda get-alias same-dev",
                        "lambda get-alias broken-dev",
                        "lambda invoke broken-dev",
                        "deploy get-deployment d-good-dev");
        assertThat(folder.resolve("deployment-good-dev"))
                .content()
                .contains(
                        "\\\"Alias\\\":\\\"live\\\"",
                        "\\\"CurrentVersion\\\":\\\"7\\\"",
                        "\\\"TargetVersion\\\":\\\"8\\\"",
                        "\"revisionType\":\"AppSpecContent\"");
        assertThat(run(folder, shift("good-dev:8"), "shift-versions")).isZero();
        assertThat(run(folder, shift("bad-dev:8"), "shift-versions")).isOne();
        assertThat(run(folder, "{\"shift\": null}", "shift-versions")).isZero();
    }

    private static String shift(String... versions) {
        return Stream.of(versions)
                .map(each -> '"' + each.replace(":", "\": \"") + '"')
                .collect(Collectors.joining(
                        ", ", "{\"shift\": {\"application\": \"dromedary-dev\", \"versions\": {", "}}}"));
    }

    /** Puts a command aws there that does what the case says. */
    private static void aws(Path folder, String body) throws IOException {
        Path aws = Files.writeString(folder.resolve("aws"), "#!/usr/bin/env bash\n" + body);
        assertThat(aws.toFile().setExecutable(true)).isTrue();
    }

    /** Runs a script of the module with that aws, and returns its exit code. */
    private static int run(Path folder, String input, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("bash", MODULE.resolve("scripts").resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
