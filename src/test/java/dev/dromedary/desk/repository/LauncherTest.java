package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher of a repository of one's own finds Dromedary. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = parent.resolve("own");
        NewRepository.make(folder, Home.require(), "1.0");
    }

    /** A Dromedary that says which one it is. */
    private Path dromedary(String name) throws IOException {
        Path home = parent.resolve(name);
        Template.write(home.resolve("bin/dromedary"), "#!/bin/sh\necho " + name + " \"$@\"\n");
        assertThat(home.resolve("bin/dromedary").toFile().setExecutable(true)).isTrue();
        return home;
    }

    private String started(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("dromedary").toString(), "check", "a b")
                .directory(parent.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("DROMEDARY_HOME");
        builder.environment().put("XDG_CACHE_HOME", parent.resolve("cache").toString());
        environment.forEach(builder.environment()::put);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output.strip();
    }

    private static String path(Path... folders) {
        StringBuilder path = new StringBuilder();
        for (Path each : folders) {
            path.append(each).append(':');
        }
        return path + System.getenv("PATH");
    }

    @Test
    void shouldTakeTheOneThatTheEnvironmentNames_whenThereAreOthers() throws Exception {
        KnownHomes.note(parent.resolve("cache/dromedary"), new Home(dromedary("maker")), "1.0");

        assertThat(started(Map.of("DROMEDARY_HOME", dromedary("named").toString())))
                .isEqualTo("0 named check a b");
        assertThat(started(Map.of("DROMEDARY_HOME", parent.resolve("nowhere").toString())))
                .startsWith("2 There is no Dromedary at ");
    }

    @Test
    void shouldTakeTheOneThatMadeIt_whenNoneIsNamed() throws Exception {
        KnownHomes.note(parent.resolve("cache/dromedary"), new Home(dromedary("maker")), "1.0");

        assertThat(started(Map.of("PATH", path(dromedary("other").resolve("bin")))))
                .isEqualTo("0 maker check a b");
    }

    @Test
    void shouldTakeTheOneThatMadeIt_whenAnotherOfThatVersionHasMadeOneSince() throws Exception {
        KnownHomes.note(folder.resolve(KnownHomes.OWN), new Home(dromedary("maker")), "1.0");
        KnownHomes.note(parent.resolve("cache/dromedary"), new Home(dromedary("other")), "1.0");

        assertThat(started(Map.of())).isEqualTo("0 maker check a b");
    }

    @Test
    void shouldTakeTheOneOnThePath_whenTheMakerIsGone() throws Exception {
        KnownHomes.note(parent.resolve("cache/dromedary"), new Home(parent.resolve("gone")), "1.0");

        assertThat(started(Map.of("PATH", path(folder, dromedary("other").resolve("bin")))))
                .as("and not itself")
                .isEqualTo("0 other check a b");
    }

    @Test
    void shouldSayWhatToDo_whenThereIsNone() throws Exception {
        assertThat(started(Map.of("PATH", "/usr/bin:/bin")))
                .startsWith("2 Dromedary 1.0 is not on this machine: put its bin on the PATH, or name its zip");
    }
}
