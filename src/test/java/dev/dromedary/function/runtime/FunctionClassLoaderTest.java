package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionClassLoaderTest {

    @TempDir
    private Path lib;

    /** A class of a function. */
    public static final class Own {}

    /** A class of a library that a repository has added. */
    public static final class Added {}

    @Test
    void shouldLoadClassesItself_whenTheyAreInTheJarsOfAFunction() throws Exception {
        // Arrange
        URL function = jar("function.jar", Own.class);
        URL added = jar("added.jar", Added.class);

        try (URLClassLoader runtimes = new URLClassLoader(new URL[] {added, function}, null);
                URLClassLoader loader = (URLClassLoader) FunctionClassLoader.of(runtimes)) {
            // Act
            Class<?> own = loader.loadClass(Own.class.getName());
            Class<?> other = loader.loadClass(Added.class.getName());

            // Assert
            assertThat(own.getClassLoader()).isSameAs(loader).isNotSameAs(runtimes);
            assertThat(other.getClassLoader()).isSameAs(loader);
            assertThat(own.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(function);
            assertThat(own.getPackageName()).isEqualTo(getClass().getPackageName());
            assertThat(loader.getResource(entry(Own.class))).asString().contains("function.jar!");
            assertThat(loader.isRegisteredAsParallelCapable()).isTrue();
            assertThatThrownBy(() -> loader.loadClass("dev.dromedary.Nobody"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void shouldLeaveItToTheRuntime_whenThereIsNoJarOfAFunction() throws Exception {
        // Arrange
        URL added = jar("added.jar", Added.class);

        try (URLClassLoader runtimes = new URLClassLoader(new URL[] {added}, null)) {
            // Act
            ClassLoader loader = FunctionClassLoader.of(runtimes);

            // Assert
            assertThat(loader).isSameAs(runtimes);
        }
    }

    private URL jar(String name, Class<?> content) throws IOException {
        Path jar = lib.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream code = content.getResourceAsStream("/" + entry(content))) {
            out.putNextEntry(new ZipEntry(entry(content)));
            code.transferTo(out);
        }
        return jar.toUri().toURL();
    }

    private static String entry(Class<?> content) {
        return content.getName().replace('.', '/') + ".class";
    }
}
