package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedZipTest {

    @TempDir
    Path folder;

    private Path routes;
    private Path zip;
    private Path target;

    @BeforeEach
    void build() throws IOException {
        routes = Files.createDirectories(folder.resolve("routes"));
        zip = folder.resolve("function.zip");
        target = folder.resolve("rehearsal.zip");
        Files.writeString(routes.resolve("a.camel.yaml"), "- route: {}");
        Files.writeString(routes.resolve("a.test.yaml"), "not deployed");
        Files.writeString(Files.createDirectories(routes.resolve("shared")).resolve("prices.properties"), "neither");
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectories(content.getPath("routes"));
            Files.writeString(content.getPath("routes", "a.camel.yaml"), "- route: {}");
        }
    }

    @Test
    void shouldHaveAwsRuntimeBesides_whenTheRoutesAreTheSame() throws Exception {
        String first = RehearsedZip.make(zip, routes, target);

        try (FileSystem content = FileSystems.newFileSystem(target)) {
            assertThat(content.getPath("routes", "a.camel.yaml")).exists();
            assertThat(Files.readString(content.getPath("bootstrap"))).startsWith("#!/bin/sh\n");
            assertThat(Files.list(content.getPath("runtime"))
                            .map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("aws-lambda-java-runtime-interface-client"))
                    .anyMatch(name -> name.startsWith("aws-lambda-java-core"))
                    .anyMatch(name -> name.startsWith("aws-lambda-java-serialization"))
                    .contains("libaws-lambda-jni.linux-x86_64.so", "libaws-lambda-jni.linux-aarch_64.so");
        }
        assertThat(RehearsedZip.make(zip, routes, target)).isEqualTo(first);
    }

    @Test
    void shouldRefuse_whenARouteHasChangedSinceTheBuild() throws Exception {
        Files.writeString(routes.resolve("a.camel.yaml"), "- route: { id: b }");

        assertThatThrownBy(() -> RehearsedZip.make(zip, routes, target))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("a.camel.yaml")
                .hasMessageContaining("mvn package");
    }

    @Test
    void shouldRefuse_whenThereIsNoZip() {
        Path none = folder.resolve("none.zip");

        assertThatThrownBy(() -> RehearsedZip.make(none, routes, target))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("There is no " + none);
    }
}
