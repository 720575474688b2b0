package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.KiteLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that goes with other versions than those that are there. */
class MisfitLibraryTest {

    @TempDir
    Path folder;

    @Test
    void shouldSayWhatMayBeWrongAndEnd_whenAMethodIsMissing() throws Exception {
        Desk desk = Desk.in(folder);
        Files.createDirectories(desk.file("routes/kites"));
        Files.writeString(desk.file("routes/kites/fly.camel.yaml"), """
                - route:
                    id: kites-fly
                    from:
                      uri: lambda-schedule:daily
                      parameters: { expression: rate(1 day), grants: none }
                      steps:
                        - to: kite:torn?height=3
                """);

        Desk.Told told = KiteLibrary.with(
                KiteLibrary.described(folder.resolve("kites.jar")),
                () -> desk.run(
                        "run",
                        "kites",
                        "--schedule",
                        "--routes",
                        desk.file("routes").toString(),
                        "--data",
                        desk.file("cloud").toString()));

        assertThat(told.err()).contains("(java.lang.NoSuchMethodError: 'void Rope.pull()'); a library that with= in");
        assertThat(told.code()).isEqualTo(Dromedary.FAILED);
    }
}
