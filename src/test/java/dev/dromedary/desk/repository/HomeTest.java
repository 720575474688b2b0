package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @Test
    void shouldBeTheClone_whenClassesAreBuiltThere() {
        assertThat(Home.find().map(Home::path)).contains(Path.of("").toAbsolutePath());
        assertThat(Home.require().routes()).isDirectory();
    }

    @Test
    void shouldBeNone_whenNoFolderAboveHasRoutesAndTheModule(@TempDir Path folder) {
        assertThat(Home.above(folder.resolve("lib/dromedary.jar"))).isEmpty();
    }
}
