package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivableJarsTest {

    @TempDir
    Path folder;

    private Path jar(String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("a/B.class"));
            out.write("code".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("META-INF/KEY.SF"));
        }
        return jar;
    }

    private String[] archivable(String... jars) throws IOException {
        Path written = folder.resolve("classpath");
        ArchivableJars.main(new String[] {
            String.join(File.pathSeparator, jars), folder.resolve("copies").toString(), written.toString()
        });
        return Files.readString(written).split(File.pathSeparator);
    }

    @Test
    void shouldCopyWithoutOtherPlaces_whenAJarNamesSome() throws IOException {
        Path plain = jar("plain.jar", null);
        Path naming = jar("naming.jar", ". other.jar");

        String[] jars = archivable(plain.toString(), naming.toString());

        assertThat(jars).hasSize(2).startsWith(plain.toString());
        try (JarFile copy = new JarFile(jars[1])) {
            assertThat(copy.getManifest().getMainAttributes()).doesNotContainKey(Attributes.Name.CLASS_PATH);
            assertThat(copy.getInputStream(copy.getEntry("a/B.class"))).hasContent("code");
            assertThat(copy.getEntry("META-INF/KEY.SF")).isNull();
        }
    }

    @Test
    void shouldLeaveOut_whatIsNoJar() throws IOException {
        assertThat(archivable("library.so", jar("plain.jar", null).toString())).hasSize(1);
    }
}
