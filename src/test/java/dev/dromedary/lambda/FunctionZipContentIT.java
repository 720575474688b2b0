package dev.dromedary.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the function zip, and what must not be. */
class FunctionZipContentIT {

    private static final Path ZIP = Path.of(System.getProperty("dromedary.zip"));
    private static final int LARGEST = 30 * 1024 * 1024;

    private static List<String> files;
    private static List<String> classes;

    @BeforeAll
    static void list() throws IOException {
        files = new ArrayList<>();
        classes = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    // Not closed: that would close the outer one.
                    ZipInputStream jar = new ZipInputStream(zip);
                    for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
                        classes.add(each.getName());
                    }
                }
            }
        }
    }

    @Test
    void shouldBeSmall_whenBuilt() throws IOException {
        assertThat(Files.size(ZIP)).isLessThanOrEqualTo(LARGEST);
    }

    @Test
    void shouldHoldHandlerAndRoutes_whenBuilt() {
        assertThat(classes)
                .contains(
                        "dev/dromedary/lambda/FunctionHandler.class",
                        "META-INF/services/org/apache/camel/component/lambda",
                        "application.properties");
        assertThat(files)
                .contains(
                        "routes/health/ingest.camel.yaml",
                        "routes/health/health.properties",
                        "routes/health/reading.schema.json",
                        "routes/shared/errors.camel.yaml");
    }

    @Test
    void shouldHoldNothingThatOnlyADeskNeeds_whenBuilt() {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("dev/dromedary/cli/"))
                .noneMatch(name -> name.startsWith("dev/dromedary/local/"))
                .noneMatch(name -> name.startsWith("dev/dromedary/plan/"))
                .noneMatch(name -> name.matches("dev/dromedary/.*(Test|IT|Properties\\$.*)\\.class"))
                .noneMatch(name -> name.startsWith("org/junit/"))
                .noneMatch(name -> name.startsWith("picocli/"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/dynamodbv2/"));
        assertThat(files).noneMatch(name -> name.endsWith(".test.yaml"));
    }

    @Test
    void shouldHoldOneHttpClientAndNoRuntime_whenBuilt() {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("io/netty/"))
                .noneMatch(name -> name.startsWith("org/apache/http/"))
                .noneMatch(name -> name.startsWith("org/apache/hc/"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/api/"))
                .anyMatch(name -> name.startsWith("software/amazon/awssdk/http/urlconnection/"));
    }

    @Test
    void shouldHoldEachClassOnce_whenBuilt() {
        assertThat(classes.stream()
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> !name.equals("module-info.class"))
                        .filter(name -> !name.startsWith("META-INF/")))
                .doesNotHaveDuplicates();
    }
}
