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
                "/?method=GET",
                "/a/b.c/~d_e-f?method=PUT",
                "/pipelines/{id}/runs/{run}?method=DELETE",
                "/files/{path+}?method=PATCH",
                "/x?method=POST&cors=*",
                "/x?method=POST&cors=https://example.com, http://localhost:8080",
                "/x?method=POST&timeout=29&maximumBody=6291456&authorization=jwt"
            })
    void shouldAccept_whenAwsDoes(String options) {
        assertThat(ENDPOINTS.of("lambda-http:" + options)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/x?memory=512 | The option method of lambda-http is missing; it has to be GET, HEAD, POST, PUT, PATCH or DELETE",
                "/x?method=post | The option method of lambda-http is \"post\"; it has to be GET, HEAD, POST, PUT, PATCH or DELETE",
                "/a//b?method=GET | The path of lambda-http is \"/a//b\"; \"\" is no segment; one is letters,"
                        + " digits, dots, hyphens, underscores and tildes, or {name}",
                "/{a}/{A}?method=GET | The path of lambda-http is \"/{a}/{A}\"; {A} is there twice",
                "/{a+}/b?method=GET | The path of lambda-http is \"/{a+}/b\"; {a+} has to be the last segment",
                "/{camelFile}?method=GET | The path of lambda-http is \"/{camelFile}\"; {camelFile} would be"
                        + " a header of Camel's",
                "/x?method=GET&timeout=30 | The option timeout of lambda-http is 30; it has to be 1 to 29, as the gateway"
                        + " does not wait longer",
                "/x?method=GET&maximumBody=6291457 | The option maximumBody of lambda-http is 6291457; it has to be 1 to"
                        + " 6291456",
                "/x?method=GET&cors=example.com | The option cors of lambda-http holds \"example.com\"; it has to be an"
                        + " origin such as https://example.com, or * alone",
                "/x?method=GET&cors=*,https://a.b | The option cors of lambda-http holds \"*\"; it has to be an origin"
                        + " such as https://example.com, or * alone",
                "/x?method=GET&consumes=json | The option consumes of lambda-http holds \"json\"; it has to be a"
                        + " content type such as application/json"
            })
    void shouldSayInOneSentence_whenAnOptionIsWrong(String options, String sentence) {
        assertThatThrownBy(() -> ENDPOINTS.of("lambda-http:" + options))
                .rootCause()
                .hasMessage(sentence);
    }
}
