package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode shipped() throws IOException {
        return JSON.readTree(
                OpenApi.json(Plan.of(new RoutesFolder(Shipped.ROUTES), Shipped.PIPELINES), Shipped.ROUTES));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldHaveEachPathAndMethod_whenRoutesAreAsShipped() throws IOException {
        JsonNode api = shipped();

        assertThat(api.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(names(api.path("paths")))
                .containsExactly("/metrics/{key}", "/pipelines", "/pipelines.html", "/pipelines/{id}");
        assertThat(names(api.at("/paths/~1pipelines"))).containsExactly("get", "post");
        assertThat(names(api.at("/paths/~1pipelines~1{id}"))).containsExactly("delete", "get");
    }

    @Test
    void shouldHaveTheParametersThatTheRouteReads() throws IOException {
        JsonNode paths = shipped().path("paths");

        assertThat(paths.at("/~1pipelines/get/parameters"))
                .extracting(each ->
                        each.path("in").asText() + " " + each.path("name").asText())
                .containsExactlyInAnyOrder("query limit", "query next", "query status");
        assertThat(paths.at("/~1pipelines~1{id}/delete/parameters"))
                .extracting(each ->
                        each.path("in").asText() + " " + each.path("name").asText() + " " + each.path("required"))
                .containsExactly("path id true");
    }

    @Test
    void shouldHaveTheSchemaThatTheBodyIsHeldAgainst() throws IOException {
        JsonNode api = shipped();

        assertThat(api.at("/paths/~1pipelines/post/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Submission");
        assertThat(api.at("/components/schemas/Submission/required"))
                .extracting(JsonNode::asText)
                .contains("source", "data_type");
    }

    @Test
    void shouldHaveTheStatusesThatTheRouteSetsAndThrows() throws IOException {
        JsonNode paths = shipped().path("paths");

        assertThat(names(paths.at("/~1pipelines/post/responses")))
                .containsExactly("202", "400", "409", "413", "415", "422", "500");
        assertThat(names(paths.at("/~1pipelines~1{id}/get/responses"))).containsExactly("200", "404", "500");
        assertThat(names(paths.at("/~1pipelines~1{id}/delete/responses"))).containsExactly("202", "404", "409", "500");
    }

    @Test
    void shouldBeTheSame_whenItIsMadeAgain() throws IOException {
        assertThat(shipped()).hasToString(shipped().toString());
    }

    @Test
    void shouldSayWhoMayCall_whenItIsNobodyInParticularOrWhoHasAToken(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.copy(Shipped.ROUTES.resolve("shared/errors.camel.yaml"), folder.resolve("shared/errors.camel.yaml"));
        Files.createDirectories(folder.resolve("api"));
        for (String authorization : List.of("none", "jwt")) {
            Files.writeString(folder.resolve("api/" + authorization + ".camel.yaml"), """
                    - route:
                        id: api-%1$s
                        from:
                          uri: lambda-http:/%1$s/{rest+}
                          parameters: { method: GET, authorization: %1$s }
                          steps:
                            - setBody: { constant: x }
                    """.formatted(authorization));
        }

        JsonNode api = JSON.readTree(OpenApi.json(Plan.of(new RoutesFolder(folder)), folder));

        assertThat(api.at("/paths/~1none~1{rest}/get/security")).isEmpty();
        assertThat(api.at("/paths/~1none~1{rest}/get/parameters/0/name").asText())
                .isEqualTo("rest");
        assertThat(names(api.at("/paths/~1jwt~1{rest}/get/security/0"))).containsExactly("jwt");
        assertThat(api.at("/components/securitySchemes/jwt/scheme").asText()).isEqualTo("bearer");
    }
}
