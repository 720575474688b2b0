package dev.dromedary.plan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.records.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tables of the Glue Data Catalog are made of. */
class CatalogTableTest {

    private static TableSchema schema(String fields) throws JsonProcessingException {
        Map<String, Object> document =
                new ObjectMapper().readValue("{\"fields\":[" + fields + "]}", new TypeReference<>() {});
        return TableSchema.of("t.schema.json", document);
    }

    private static CatalogTable table(CatalogFormat format, String fields, String... partitions)
            throws JsonProcessingException {
        return CatalogTable.of("bucket", "silver/Orders-2/", "", format, schema(fields), List.of(partitions));
    }

    private static List<String> columns(CatalogTable table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void shouldHaveTypesOfParquet_whenItIsParquet() throws JsonProcessingException {
        CatalogTable table = table(CatalogFormat.PARQUET, """
                {"name":"A","type":"integer"}, {"name":"b","type":"number"},
                {"name":"c","type":"number","constraints":{"multipleOf":0.01}}, {"name":"d","type":"datetime"},
                {"name":"e","type":"date"}, {"name":"f","type":"boolean"}, {"name":"g","type":"year"},
                {"name":"h","type":"string"}, {"name":"i","type":"time"}, {"name":"j.k","type":"string"}
                """);

        assertThat(table.name()).isEqualTo("silver_orders_2");
        assertThat(columns(table))
                .containsExactly(
                        "a bigint",
                        "b double",
                        "c decimal(18,2)",
                        "d timestamp",
                        "e date",
                        "f boolean",
                        "g int",
                        "h string");
        assertThat(table.leftOut()).containsExactly("i", "j.k");
        assertThat(table.faults()).isEmpty();
    }

    @Test
    void shouldHaveObjects_whenItIsJson() throws JsonProcessingException {
        CatalogTable table = table(CatalogFormat.NDJSON, """
                {"name":"a","type":"integer"}, {"name":"o.x","type":"number"}, {"name":"o.p.y","type":"string"}
                """);

        assertThat(columns(table)).containsExactly("a bigint", "o struct<x:double,p:struct<y:string>>");
    }

    @Test
    void shouldWorkPartitionsOut_whenTheirValuesAreKnown() throws JsonProcessingException {
        CatalogTable table = table(CatalogFormat.PARQUET, """
                {"name":"id","type":"string"}, {"name":"land","type":"string","constraints":{"enum":["DE","FR"]}},
                {"name":"year","type":"string"}, {"name":"month","type":"integer"}, {"name":"day","type":"string"},
                {"name":"on","type":"date"}, {"name":"city","type":"string"}
                """, "land", "year", "month", "day", "on", "city");

        assertThat(columns(table)).containsExactly("id string");
        assertThat(table.partitions())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly(
                        "land string", "year string", "month string", "day string", "on string", "city string");
        assertThat(table.properties())
                .containsEntry("projection.enabled", "true")
                .containsEntry("projection.land.values", "DE,FR")
                .containsEntry("projection.year.range", "2020,2040")
                .containsEntry("projection.month.range", "1,12")
                .doesNotContainKey("projection.month.digits")
                .containsEntry("projection.day.digits", "2")
                .containsEntry("projection.on.format", "yyyy-MM-dd")
                .containsEntry("projection.city.type", "injected")
                .containsEntry(
                        "storage.location.template",
                        "s3://bucket/silver/Orders-2/land=${land}/year=${year}/month=${month}/day=${day}/on=${on}/city=${city}/");
        assertThat(table.document().get("query"))
                .isEqualTo(
                        "SELECT * FROM \"silver_orders_2\" WHERE land = 'DE' AND year = '2020' AND month = '1' AND day = '01'"
                                + " AND on = '2020-01-01' AND city = 'VALUE' LIMIT 100");
    }

    @Test
    void shouldSaySo_whenTwoColumnsWouldHaveOneName() throws JsonProcessingException {
        CatalogTable table = table(
                CatalogFormat.CSV, "{\"name\":\"A b\",\"type\":\"string\"}, {\"name\":\"a_b\",\"type\":\"string\"}");

        assertThat(table.faults())
                .singleElement()
                .asString()
                .startsWith("The columns \"A b\" and \"a_b\" have one name");
    }

    @Test
    void shouldSaySo_whenANameIsTooLong() throws JsonProcessingException {
        CatalogTable table = table(CatalogFormat.CSV, "{\"name\":\"" + "x".repeat(256) + "\",\"type\":\"string\"}");

        assertThat(table.faults()).singleElement().asString().contains("has 256 characters, and has to have 1 to 255");
    }

    @Test
    void shouldSaySo_whenNoColumnIsLeft() throws JsonProcessingException {
        CatalogTable table = table(CatalogFormat.PARQUET, "{\"name\":\"a.b\",\"type\":\"string\"}");

        assertThat(table.faults()).singleElement().asString().contains("would have no column");
    }
}
