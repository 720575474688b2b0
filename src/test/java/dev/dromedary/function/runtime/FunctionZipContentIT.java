package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the function zip, and what must not be. */
class FunctionZipContentIT {

    private static final Path ZIP = Path.of(System.getProperty("dromedary.zip"));
    private static final int LARGEST = 40 * 1024 * 1024;

    private static List<String> files;
    private static Set<String> classes;
    private static Map<String, Set<String>> services;

    @BeforeAll
    static void list() throws IOException {
        files = new ArrayList<>();
        classes = new HashSet<>();
        services = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    // Not closed: that would close the outer one.
                    ZipInputStream jar = new ZipInputStream(zip);
                    for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
                        classes.add(each.getName());
                        if (isService(each)) {
                            services.computeIfAbsent(each.getName(), name -> new TreeSet<>())
                                    .addAll(lines(jar));
                        }
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
                        "dev/dromedary/function/runtime/FunctionHandler.class",
                        "META-INF/services/org/apache/camel/component/lambda-s3",
                        // Without these, a mail with several parts can't be written.
                        "META-INF/mailcap",
                        "META-INF/services/jakarta.mail.Provider",
                        "application.properties");
        assertThat(files)
                .contains(
                        "routes/health/ingest.camel.yaml",
                        "routes/health/health.properties",
                        "routes/health/health.prod.properties",
                        "routes/health/reading.schema.json",
                        "routes/shared/errors.camel.yaml");
    }

    @Test
    void shouldHoldNothingThatOnlyADeskNeeds_whenBuilt() {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("dev/dromedary/")
                        && name.endsWith(".class")
                        && !name.startsWith("dev/dromedary/function/"))
                .noneMatch(name -> name.equals("META-INF/services/org.apache.camel.spi.ContextServicePlugin"))
                .noneMatch(name -> name.startsWith("META-INF/services/dev.dromedary."))
                .noneMatch(name -> name.startsWith("org/quartz/"))
                .noneMatch(name -> name.matches("dev/dromedary/.*(Test|IT|Properties\\$.*)\\.class"))
                .noneMatch(name -> name.startsWith("org/junit/"))
                .noneMatch(name -> name.startsWith("picocli/"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/dynamodbv2/"));
        assertThat(files).noneMatch(name -> name.endsWith(".test.yaml"));
    }

    @Test
    void shouldHoldParquetInItsOwnZipOnly_whenBuilt() throws IOException {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org/apache/parquet/"))
                .noneMatch(name -> name.startsWith("shaded/parquet/"))
                .noneMatch(name -> name.startsWith("dev/dromedary/function/records/parquet/"));
        Set<String> others = new TreeSet<>();
        try (ZipFile zip = new ZipFile(System.getProperty("dromedary.parquet-zip"))) {
            zip.stream().map(ZipEntry::getName).forEach(others::add);
        }
        assertThat(others).containsAll(files);
        others.removeAll(files);
        assertThat(others).containsExactly("lib/parquet.jar");
    }

    @Test
    void shouldHoldDuckDbInItsOwnZipOnly_whenBuilt() throws IOException {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org/duckdb/"))
                .noneMatch(name -> name.startsWith("libduckdb"))
                .noneMatch(name -> name.startsWith("dev/dromedary/function/steps/query/duckdb/"));
        Set<String> others = new TreeSet<>();
        long unpacked = 0;
        try (ZipFile zip = new ZipFile(System.getProperty("dromedary.duckdb-zip"))) {
            for (ZipEntry entry : zip.stream().toList()) {
                others.add(entry.getName());
                unpacked += entry.getSize();
            }
        }
        assertThat(others).containsAll(files);
        others.removeAll(files);
        assertThat(others)
                .containsExactlyInAnyOrder(
                        "lib/duckdb.jar",
                        "lib/libduckdb_java.so_linux_amd64",
                        "lib/libduckdb_java.so_linux_arm64",
                        "lib/parquet.jar");
        // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        assertThat(unpacked).isLessThan(250L * 1024 * 1024);
    }

    @Test
    void shouldHoldZstandardForLambdasProcessorsOnly_whenBuilt() {
        assertThat(classes)
                .filteredOn(name -> name.contains("libzstd"))
                .allMatch(name -> name.matches("linux/(aarch64|amd64)/libzstd-jni-.*\\.so"))
                .hasSize(2);
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
    void shouldLoseNoServiceFile_whenJarsAreMerged() throws IOException {
        // Only of jars that are in the zip: others of the test's class path are known by their classes' absence.
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String path : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (path.endsWith(".jar")) {
                try (ZipFile jar = new ZipFile(path)) {
                    if (jar.stream().anyMatch(each -> isClass(each.getName()) && classes.contains(each.getName()))) {
                        addServices(jar, expected);
                    }
                }
            }
        }

        // What polls where there is no Lambda is left out, and so is what announces it.
        assertThat(expected.remove("META-INF/services/org.apache.camel.spi.ContextServicePlugin"))
                .allMatch(line -> line.startsWith("dev.dromedary.desk.source."));
        // What plan and desk know of triggers, too.
        expected.keySet().removeIf(name -> name.startsWith("META-INF/services/dev.dromedary."));
        assertThat(expected).containsKey("META-INF/services/org/apache/camel/TypeConverterLoader");
        // Loaded where a route uses them: ComponentDefaults.
        expected.get("META-INF/services/org/apache/camel/TypeConverterLoader")
                .removeAll(Set.of(
                        "org.apache.camel.converter.jaxp.CamelXmlJaxpBulkConverterLoader",
                        "org.apache.camel.component.file.GenericFileConverterLoader"));
        expected.forEach((name, lines) ->
                assertThat(services.get(name)).as("lines of %s", name).containsAll(lines));
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    private static void addServices(ZipFile jar, Map<String, Set<String>> services) throws IOException {
        for (ZipEntry entry :
                jar.stream().filter(FunctionZipContentIT::isService).toList()) {
            try (InputStream in = jar.getInputStream(entry)) {
                services.computeIfAbsent(entry.getName(), name -> new TreeSet<>())
                        .addAll(lines(in));
            }
        }
    }

    /** Camel's lists of what a jar holds ({@code *.properties}) are for tools. */
    private static boolean isService(ZipEntry entry) {
        return entry.getName().startsWith("META-INF/services/")
                && !entry.isDirectory()
                && !entry.getName().endsWith(".properties");
    }

    private static List<String> lines(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
