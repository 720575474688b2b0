package dev.dromedary.desk.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryResolverTest {

    private static final FunctionLibraries FUNCTIONS = FunctionLibraries.parse("""
               org.apache.camel:camel-api:jar:4.17.0:compile
               org.example:held:jar:2.3:compile
               software.amazon.awssdk:sdk-core:jar:2.41.24:compile
            """);

    @TempDir
    Path folder;

    private RepositoryFolder repository;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = new RepositoryFolder(folder);
        repository.settings("");
    }

    private AddedLibraries resolve(String... names) {
        return new LibraryResolver(FUNCTIONS, repository.home(), Map.of())
                .resolve(Stream.of(names)
                        .map(name -> Coordinates.parse(name, FUNCTIONS))
                        .toList());
    }

    private static List<String> names(AddedLibraries added) {
        return added.libraries().stream().map(AddedLibraries.Library::name).toList();
    }

    @Test
    void shouldTakeAllThatIsNeededFromTheMirror_whenSettingsNameOne() throws IOException {
        repository.add("org.apache.camel:camel-kites:4.17.0", "org.example:string:1.0", "junit:junit:4.13:test");
        repository.add("org.example:string:1.0");

        AddedLibraries added = resolve("camel-kites");

        assertThat(names(added)).containsExactly("org.apache.camel:camel-kites:4.17.0", "org.example:string:1.0");
        assertThat(added.libraries())
                .allSatisfy(library ->
                        assertThat(library.file()).startsWith(repository.home()).isRegularFile());
        assertThat(added.notes()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatFunctionsHold_whenItIsNeeded() throws IOException {
        repository.add("org.example:kites:1.0", "org.example:held:2.1", "org.apache.camel:camel-api:4.16.0");

        AddedLibraries added = resolve("org.example:kites:1.0");

        assertThat(names(added)).containsExactly("org.example:kites:1.0");
        assertThat(added.notes()).isEmpty();
    }

    @Test
    void shouldTakeTheVersionThatGoesWithFunctions_whenTheFamilyIsOne() throws IOException {
        repository.add("org.example:kites:1.0", "software.amazon.awssdk:glue:2.30.0");
        repository.add("software.amazon.awssdk:glue:2.30.0");
        repository.add("software.amazon.awssdk:glue:2.41.24", "software.amazon.awssdk:apache-client:2.41.24:runtime");

        assertThat(names(resolve("org.example:kites:1.0")))
                .containsExactly("org.example:kites:1.0", "software.amazon.awssdk:glue:2.41.24");
    }

    @Test
    void shouldSayThatFunctionsStayWithTheirs_whenALittleNewerOneIsNeeded() throws IOException {
        repository.add("org.example:kites:1.0", "org.example:held:2.10");

        assertThat(resolve("org.example:kites:1.0").notes())
                .containsExactly("Functions hold org.example:held in version 2.3, and 2.10 is asked for; they stay with"
                        + " theirs.");
    }

    @Test
    void shouldRefuse_whenAVersionIsNeededThatMayBreakFunctions() throws IOException {
        repository.add("org.example:kites:1.0", "org.example:held:3.0");

        assertThatThrownBy(() -> resolve("org.example:kites:1.0"))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("needs org.example:held:3.0, and every function holds version 2.3");
    }

    @Test
    void shouldAddNothing_whenFunctionsHoldWhatIsAskedFor() {
        AddedLibraries added = resolve("org.example:held");

        assertThat(added.libraries()).isEmpty();
        assertThat(added.notes()).containsExactly("org.example:held:2.3 is in every function; it need not be added.");
        assertThatThrownBy(() -> resolve("org.example:held:2.4"))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("Every function holds org.example:held in version 2.3");
    }

    @Test
    void shouldNameWhatIsMissingAndWhereItWasLookedFor_whenThereIsNone() throws IOException {
        repository.add("org.example:kites:1.0", "org.example:lost:1.0");

        assertThatThrownBy(() -> resolve("org.apache.camel:camel-kits"))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("org.apache.camel:camel-kits:4.17.0 can't be had from "
                        + folder.resolve("repository").toUri().toString().replaceFirst("/$", ""));
        assertThatThrownBy(() -> resolve("org.example:kites:1.0"))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("org.example:lost:1.0 can't be had from ");
    }

    @Test
    void shouldTakeWhatIsThereAndSayWhatIsNot_whenSettingsSayOffline() throws IOException {
        repository.add("org.example:kites:1.0");
        resolve("org.example:kites:1.0");
        repository.settings("<offline>true</offline>");

        assertThat(names(resolve("org.example:kites:1.0"))).containsExactly("org.example:kites:1.0");
        assertThatThrownBy(() -> resolve("org.example:other:1.0"))
                .isInstanceOf(LibraryException.class)
                .hasMessage("org.example:other:1.0 is not in the local Maven repository, and Maven's settings say"
                        + " offline.");
    }

    @Test
    void shouldSayThatSettingsCannotBeRead_whenTheyAreNoXml() throws IOException {
        Files.writeString(repository.home().resolve(".m2/settings.xml"), "no settings");

        assertThatThrownBy(() -> resolve("org.example:kites:1.0"))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("Maven's settings can't be read: ");
    }
}
