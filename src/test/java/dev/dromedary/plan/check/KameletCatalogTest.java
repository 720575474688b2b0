package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** Which of Camel's Kamelets are in the function. */
class KameletCatalogTest {

    private static final Pattern INCLUDED = Pattern.compile("<include>(kamelets/.+)</include>");

    @Test
    void shouldHoldWhatItCanRun_whenTheFunctionIsBuilt() throws IOException {
        List<String> included = INCLUDED.matcher(Files.readString(Path.of("src/assembly/function-jar.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(included).containsExactlyElementsOf(runnable());
    }

    private static List<String> runnable() throws IOException {
        URI jar = URI.create(KameletCatalogTest.class
                .getResource("/kamelets/log-sink.kamelet.yaml")
                .toString()
                .replaceFirst("!.*", ""));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> all = Files.list(files.getPath("kamelets"))) {
            return all.filter(KameletCatalogTest::isRunnable)
                    .map(file -> file.toString().replaceFirst("^/", ""))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isRunnable(Path file) {
        try {
            KameletText kamelet = new KameletText(
                    Value.parse(Files.readString(file, StandardCharsets.UTF_8)).orElseThrow());
            return !kamelet.isSource() && kamelet.missing().isEmpty() && isRead(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One is written for another version of Camel. */
    private static boolean isRead(Path file) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.build();
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
            return true;
        } catch (Exception e) {
            return false;
        }
    }
}
