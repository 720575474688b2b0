package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {

    private static final String ERRORS = "routes/shared/errors.camel.yaml";

    @TempDir
    Path parent;

    private Home home;
    private Path folder;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(parent.resolve("home"));
        Template.write(home.path().resolve(ERRORS), "- of: one\n");
        folder = parent.resolve("own");
        Template.write(folder.resolve(Repository.FILE), "version=1.0\n");
        Files.createDirectories(folder.resolve("routes"));
    }

    private Repository own() {
        return Repository.of(folder.resolve("routes")).orElseThrow();
    }

    @Test
    void shouldBeNone_whenThereIsNoPropertiesFileBeside() throws IOException {
        assertThat(Repository.of(Files.createDirectories(parent.resolve("other/routes"))))
                .isEmpty();
    }

    @Test
    void shouldBringWhatIsShared_whenItIsMissing() {
        own().prepare(home, "1.0");

        assertThat(folder.resolve(ERRORS))
                .content()
                .startsWith("# Comes with Dromedary")
                .endsWith("- of: one\n");
    }

    @Test
    void shouldBringItAnew_whenItIsOfAnotherVersion() throws IOException {
        own().prepare(home, "1.0");
        Files.writeString(home.path().resolve(ERRORS), "- of: two\n");

        own().prepare(home, "1.0");

        assertThat(folder.resolve(ERRORS)).content().contains("- of: two").doesNotContain("one");
    }

    @Test
    void shouldTakeItAsItComes_whenGitHasGivenItOtherLineEnds() throws IOException {
        own().prepare(home, "1.0");
        String checkedOut = Files.readString(folder.resolve(ERRORS)).replace("\n", "\r\n");
        Files.writeString(folder.resolve(ERRORS), checkedOut);

        own().prepare(home, "1.0");

        assertThat(Files.readString(folder.resolve(ERRORS))).isEqualTo(checkedOut);
    }

    @Test
    void shouldLoseNoChange_whenTheLineIsThereStill() throws IOException {
        own().prepare(home, "1.0");
        String changed = Files.readString(folder.resolve(ERRORS)).replace("one", "us");
        Files.writeString(folder.resolve(ERRORS), changed);

        assertThatThrownBy(() -> own().prepare(home, "1.0"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContainingAll("errors.camel.yaml has been changed", "take that line out", "delete the file");
        assertThat(Files.readString(folder.resolve(ERRORS))).isEqualTo(changed);
    }

    @Test
    void shouldLeaveIt_whenTheLineIsTakenOut() throws IOException {
        Template.write(folder.resolve(ERRORS), "- of: us\n");

        own().prepare(home, "1.0");

        assertThat(folder.resolve(ERRORS)).hasContent("- of: us\n");
    }

    @Test
    void shouldRefuse_whenItIsMadeForAnotherVersion() {
        assertThatThrownBy(() -> own().prepare(home, "1.1"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContainingAll("made for Dromedary 1.0", "this is 1.1", "version=1.1");
        assertThat(folder.resolve(ERRORS)).doesNotExist();
    }

    @Test
    void shouldTakeAny_whenItIsAClone() {
        assertThatCode(() -> own().prepare(home, "development")).doesNotThrowAnyException();
    }
}
