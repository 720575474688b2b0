package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From which of the built zips a function runs. */
class PackageTest {

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
        routes.append("orders/orders.properties", "orders.format=parquet\n");
        routes.write("orders/order.schema.json", "{\"fields\": [{\"name\": \"id\", \"type\": \"string\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&format=parquet", "&format={{orders.format}}"})
    void shouldBeTheOneWithParquet_whenAStepWritesIt(String format) throws IOException {
        assertThat(planned(format)).isEqualTo("parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&format=csv"})
    void shouldBeTheOrdinaryOne_whenNoStepWritesParquet(String format) throws IOException {
        assertThat(planned(format)).isNull();
    }

    @Test
    void shouldBeTheOneThatItNeeds_whenPipelinesAreShipped() {
        assertThat(Plan.of(new RoutesFolder(PlannedRoutes.SHIPPED)).functions().values())
                .allSatisfy(function -> assertThat(function.needs().zip())
                        .isEqualTo(
                                switch (function.id()) {
                                    case "pipelines-store", "weblogs-silver" -> ZipPackage.PARQUET;
                                    case "weblogs-gold", "weblogs-nightly", "weblogs-report" -> ZipPackage.DUCKDB;
                                    default -> ZipPackage.FUNCTION;
                                }));
    }

    private Object planned(String format) throws IOException {
        routes.ingest("""
                - to: aws2-s3:{{orders.bucket}}?operation=getObject
                - to: records:open?schema=orders/order.schema.json
                - split:
                    simple: ${body}
                    streaming: "true"
                    stopOnException: "true"
                    steps:
                      - to: records:write?bucket={{orders.bucket}}&valid=a/x&rejected=b/x.csv%s
                """.formatted(format));
        return new FunctionPlanner(new RoutesFolder(folder))
                .plan("orders", "orders-ingest")
                .document()
                .fields()
                .get("package");
    }
}
