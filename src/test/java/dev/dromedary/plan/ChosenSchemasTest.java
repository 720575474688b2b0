package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose schema an expression chooses are tables where the key tells which schema it was. */
class ChosenSchemasTest {

    private static final String KIND = "${variable.kind}";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
        for (String kind : new String[] {"cats", "dogs"}) {
            routes.write(
                    "orders/kinds/" + kind + ".schema.json",
                    "{\"fields\": [{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"" + kind
                            + "\", \"type\": \"integer\"}]}");
            routes.write("orders/kinds/" + kind + ".mapping.json", "{\"add\": {\"more\": \"" + kind + " + 1\"}}");
        }
        routes.write("orders/kinds/cats.other.json", "{}");
    }

    private Map<String, Object> tables(String mapping, String key) throws IOException {
        routes.ingest("""
                - setVariable: { name: kind, simple: "${header.kind}" }
                - to: aws2-s3:{{orders.bucket}}?operation=getObject
                - to: records:open?schema=orders/kinds/${variable.kind}.schema.json
                - unmarshal: { custom: { ref: rows } }
                - split:
                    simple: ${body}
                    streaming: "true"
                    stopOnException: "true"
                    steps:
                      - to: records:validate
                      - to: "records:map?mapping=%s"
                      - to: "records:write?bucket={{orders.archive}}&valid=%s&format=parquet&rejected=no/${exchangeProperty.name}"
                """.formatted(mapping, key));
        Map<String, Object> catalogs = PlannedRoutes.map(routes.plan().document(), "catalog");
        return catalogs != null && catalogs.containsKey("orders")
                ? PlannedRoutes.map(catalogs, "orders", "tables")
                : Map.of();
    }

    private static String columns(Map<String, Object> tables, String table) {
        return PlannedRoutes.map(tables, table).get("columns").toString();
    }

    @Test
    void shouldBeATableForEachSchema_whenTheKeyTellsWhich() throws IOException {
        Map<String, Object> tables =
                tables("orders/kinds/" + KIND + ".mapping.json", "kept/" + KIND + "/${exchangeProperty.name}.parquet");

        assertThat(tables).containsOnlyKeys("kept_cats", "kept_dogs");
        assertThat(columns(tables, "kept_cats"))
                .contains("name=cats", "name=more")
                .doesNotContain("name=dogs");
        assertThat(columns(tables, "kept_dogs"))
                .contains("name=dogs", "name=more")
                .doesNotContain("name=cats");
    }

    @Test
    void shouldBeATableOfThoseThatAMappingFits_whenItIsOneForAll() throws IOException {
        routes.write("orders/kinds/all.mapping.json", "{\"add\": {\"more\": \"upper(id)\"}}");

        assertThat(tables("orders/kinds/all.mapping.json", "kept/" + KIND + "/${exchangeProperty.name}.parquet"))
                .containsOnlyKeys("kept_cats", "kept_dogs");
    }

    @Test
    void shouldBeNoTable_whenTheKeyDoesNotTellWhichSchemaItWas() throws IOException {
        assertThat(tables("orders/kinds/" + KIND + ".mapping.json", "kept/${exchangeProperty.name}.parquet"))
                .isEmpty();
    }
}
