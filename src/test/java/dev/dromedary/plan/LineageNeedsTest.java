package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageNeedsTest {

    private static final String POST = "datazone:PostLineageEvent";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
    }

    private void domain(String value) throws IOException {
        routes.append("orders/orders.properties", "dromedary.lineage.datazone-domain=" + value + "\n")
                .write("orders/a.schema.json", "{ \"fields\": [ { \"name\": \"id\", \"type\": \"string\" } ] }")
                .ingest("""
                        - to: { uri: "records:open", parameters: { schema: orders/a.schema.json } }
                        - to: { uri: "records:manifest", parameters: { bucket: "{{orders.bucket}}", key: "m/${header.x}.json" } }
                        """);
    }

    @Test
    void shouldAllowToTellTheDomainAlone_whenADomainIsNamed() throws IOException {
        domain("dzd_4bexample1x7s");

        assertThat(routes.allowed("ingest")).contains(POST + " datazone:domain/dzd_4bexample1x7s");
    }

    @Test
    void shouldAllowNothing_whenNoDomainIsNamed() throws IOException {
        domain("");

        assertThat(routes.allowed("ingest")).isNotEmpty().noneMatch(action -> action.startsWith(POST));
    }

    @Test
    void shouldSayWhatItHasToBe_whenTheDomainIsNone() throws IOException {
        domain("my-domain");

        assertThat(routes.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("dromedary.lineage.datazone-domain is \"my-domain\"; it has to be"));
    }
}
