package dev.dromedary.desk.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Writes a class path whose classes the JVM can archive. A jar that names other places in its manifest ({@code Class-Path}) brings
 * folders onto it, and the JVM archives none then
 * (<a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#application-class-data-sharing">java</a>):
 * DynamoDB Local's does. All it names is on the class path by itself; so a copy without that line takes its place.
 */
final class ArchivableJars {

    private static final Predicate<String> SIGNATURE =
            Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)").asMatchPredicate();

    private ArchivableJars() {}

    /**
     * Writes the class path.
     *
     * @param arguments the jars as a class path, the folder for copies, and the file to write
     * @throws IOException if a jar can't be read, or a copy or the file not be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> jars = new ArrayList<>();
        for (String jar : arguments[0].split(File.pathSeparator)) {
            // Of a dependency that is a POM there is nothing to load.
            if (jar.endsWith(".jar")) {
                jars.add(archivable(Path.of(jar), folder).toString());
            }
        }
        Files.writeString(Path.of(arguments[2]), String.join(File.pathSeparator, jars));
    }

    private static Path archivable(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH) == null) {
                return jar;
            }
            Path copy = folder.resolve(jar.getFileName());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    // Written anew; and signatures are of the one before.
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !SIGNATURE.test(entry.getName())) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = file.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                        out.closeEntry();
                    }
                }
            }
            return copy;
        }
    }
}
