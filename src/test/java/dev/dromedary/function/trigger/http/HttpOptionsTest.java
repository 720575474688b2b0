package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint.Authorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    @Test
    void shouldHaveSafeDefaults_whenOnlyTheRouteIsSet() {
        LambdaHttpEndpoint endpoint = ENDPOINTS.of("lambda-http:/pipelines?method=POST", LambdaHttpEndpoint.class);

        assertThat(endpoint.getTimeout()).isEqualTo(29);
        assertThat(endpoint.getAuthorization()).isEqualTo(Authorization.iam);
        assertThat(endpoint.getCors()).isNull();
        assertThat(endpoint.getMaximumBody()).isEqualTo(1048576);
        assertThat(HttpOptions.contentTypes(endpoint)).containsExactly("application/json");
    }

    @Test
    void shouldKeepTheUsualTimeout_whenTheTriggerIsAnother() {
        assertThat(ENDPOINTS.of("lambda-s3:b").getTimeout()).isEqualTo(60);
    }

    @Test
    void shouldKeepAPlus_whenCamelReadsItAsABlank() {
        LambdaHttpEndpoint endpoint = ENDPOINTS.of(
                "lambda-http:/files/{path+}?method=GET&consumes=application/problem+json, text/csv",
                LambdaHttpEndpoint.class);

        assertThat(endpoint.route().text()).isEqualTo("GET /files/{path+}");
        assertThat(HttpOptions.contentTypes(endpoint)).containsExactly("application/problem+json", "text/csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "PUT /a/b.c/~d_e-f",
                "DELETE /pipelines/{id}/runs/{run}",
                "PATCH /files/{path+}",
                "POST /x&cors=*",
                "POST /x&cors=https://example.com, http://localhost:8080",
                "POST /x&timeout=29&maximumBody=6291456&authorization=jwt"
            })
    void shouldAccept_whenAwsDoes(String options) {
        assertThat(ENDPOINTS.of("lambda-http:" + options)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "memory=512 | lambda-http needs the option route, method and path such as POST /pipelines",
                "route=/pipelines | The option route of lambda-http is \"/pipelines\"; it has to be GET, HEAD, POST, PUT,"
                        + " PATCH or DELETE and a path, such as POST /pipelines",
                "route=post /x | The option route of lambda-http is \"post /x\"; it has to be GET, HEAD, POST, PUT,"
                        + " PATCH or DELETE and a path, such as POST /pipelines",
                "route=POST x | The option route of lambda-http is \"POST x\"; a path begins with /",
                "route=GET /a//b | The option route of lambda-http is \"GET /a//b\"; \"\" is no segment; one is letters,"
                        + " digits, dots, hyphens, underscores and tildes, or {name}",
                "route=GET /{a}/{A} | The option route of lambda-http is \"GET /{a}/{A}\"; {A} is there twice",
                "route=GET /{a+}/b | The option route of lambda-http is \"GET /{a+}/b\"; {a+} has to be the last segment",
                "route=GET /{camelFile} | The option route of lambda-http is \"GET /{camelFile}\"; {camelFile} would be"
                        + " a header of Camel's",
                "route=GET /x&timeout=30 | The option timeout of lambda-http is 30; it has to be 1 to 29, as the gateway"
                        + " does not wait longer",
                "route=GET /x&maximumBody=6291457 | The option maximumBody of lambda: is 6291457; it has to be 1 to"
                        + " 6291456",
                "route=GET /x&cors=example.com | The option cors of lambda-http holds \"example.com\"; it has to be an"
                        + " origin such as https://example.com, or * alone",
                "route=GET /x&cors=*,https://a.b | The option cors of lambda-http holds \"*\"; it has to be an origin"
                        + " such as https://example.com, or * alone",
                "route=GET /x&contentTypes=json | The option contentTypes of lambda-http holds \"json\"; it has to be a"
                        + " content type such as application/json"
            })
    void shouldSayInOneSentence_whenAnOptionIsWrong(String options, String sentence) {
        assertThatThrownBy(() -> ENDPOINTS.of("lambda-http?" + options))
                .rootCause()
                .hasMessage(sentence);
    }
}
