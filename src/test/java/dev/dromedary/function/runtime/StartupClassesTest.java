package dev.dromedary.function.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupClassesTest {

    /** What dependencies may rename before the list has to be written anew. */
    private static final double ALMOST = 0.97;

    @TempDir
    private Path folder;

    @Test
    void shouldLoadWhatAllNeedAndWhatTheFilesSpeakOf_whenAFunctionStarts() throws Exception {
        // Arrange
        Asked loader = new Asked("a.Always\na.OfQueues aws2-sqs: #queue\na.Gone\na.OfTables #ledger\na.OfMails ses:\n");

        // Act
        StartupClasses.load(loader, files("uri: aws2-sqs:orders, idempotentRepository: '#ledger'"))
                .join();

        // Assert
        assertThat(loader.names).containsExactly("a.Always", "a.OfQueues", "a.Gone", "a.OfTables");
    }

    @Test
    void shouldLoadNothing_whenAFileOfTheRouteIsMissing() throws Exception {
        // Arrange
        Asked loader = new Asked("a.Always\n");
        RouteFiles missing = new RouteFiles(folder, List.of("orders/missing.camel.yaml"), List.of());

        // Act
        StartupClasses.load(loader, missing).join();

        // Assert
        assertThat(loader.names).isEmpty();
    }

    @Test
    void shouldNotInitialiseClasses_whenTheyAreLoadedAhead() throws Exception {
        // Arrange
        System.clearProperty(Initialised.PROPERTY);
        Asked loader = new Asked(Initialised.class.getName() + "\n");

        // Act
        StartupClasses.load(loader, files("")).join();

        // Assert
        assertThat(loader.names).containsExactly(Initialised.class.getName());
        assertThat(System.getProperty(Initialised.PROPERTY)).isNull();
    }

    @Test
    void shouldKnowTheClassesOfToday_whenDependenciesHaveChanged() throws IOException {
        // Arrange
        ClassLoader loader = getClass().getClassLoader();

        // Act
        List<String> names;
        try (InputStream list = loader.getResourceAsStream(StartupClasses.LIST)) {
            // Those of the JDK are of its version.
            names = new String(list.readAllBytes(), ISO_8859_1)
                    .lines()
                    .map(line -> line.split(" ")[0])
                    .filter(name -> !name.matches("(java|javax|jdk|sun|com\\.sun|org\\.(w3c|xml))\\..*"))
                    .toList();
        }
        List<String> unknown = names.stream()
                .filter(name -> loader.getResource(name.replace('.', '/') + ".class") == null)
                .toList();

        // Assert
        assertThat(names).hasSizeGreaterThan(3000);
        assertThat(unknown)
                .as("classes of the list that are no more; bench/startup-classes.sh writes it anew")
                .hasSizeLessThan((int) (names.size() * (1 - ALMOST)));
    }

    private RouteFiles files(String text) throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(folder.resolve("orders/store.camel.yaml"), text);
        return new RouteFiles(folder, List.of("orders/store.camel.yaml"), List.of());
    }

    /** Says so when it is initialised. */
    static final class Initialised {

        static final String PROPERTY = "startup-classes.initialised";

        static {
            System.setProperty(PROPERTY, "true");
        }

        private Initialised() {}
    }

    /** Has a list, and notes what it is asked for. */
    private static final class Asked extends ClassLoader {

        private final List<String> names = new CopyOnWriteArrayList<>();
        private final String list;

        Asked(String list) {
            super(StartupClassesTest.class.getClassLoader());
            this.list = list;
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return new ByteArrayInputStream(list.getBytes(ISO_8859_1));
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            names.add(name);
            return super.loadClass(name, resolve);
        }
    }
}
