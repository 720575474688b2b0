package dev.dromedary.desk.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedLibrariesCacheTest {

    private static final List<String> NAMES = List.of("org.example:kites:1.0");

    @TempDir
    Path folder;

    private RepositoryFolder repository;
    private AddedLibrariesCache cache;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = new RepositoryFolder(folder);
        repository.settings("");
        repository.add("org.example:kites:1.0");
        cache = new AddedLibrariesCache(folder.resolve("cache"), repository.home(), Map.of());
    }

    @Test
    void shouldAskNobody_whenItKnowsWhereTheyAre() throws IOException {
        AddedLibraries first = cache.of(NAMES);
        // Whoever asked Maven would now fail.
        Files.writeString(repository.home().resolve(".m2/settings.xml"), "no settings");

        assertThat(first.libraries())
                .extracting(AddedLibraries.Library::entry)
                .containsExactly("org.example.kites-1.0.jar");
        assertThat(cache.of(NAMES)).isEqualTo(first);
        assertThatThrownBy(() -> cache.of(List.of("org.example:other:1.0"))).isInstanceOf(LibraryException.class);
    }

    @Test
    void shouldResolveThemAnew_whenAJarIsGone() throws IOException {
        AddedLibraries first = cache.of(NAMES);
        Files.delete(first.libraries().get(0).file());

        assertThat(cache.of(NAMES).libraries().get(0).file()).isRegularFile();
    }

    @Test
    void shouldBeNone_whenNoNameIsGiven() throws IOException {
        assertThat(cache.of(List.of())).isEqualTo(AddedLibraries.NONE);
    }
}
