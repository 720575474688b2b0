package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    private static final String ALL = "AWS_ENDPOINT_URL";

    @Test
    void shouldBeNone_whenNothingIsSet() {
        assertThat(Endpoints.of(Map.of())).isEmpty();
        assertThat(Endpoints.of(Map.of(ALL, " "))).isEmpty();
        assertThat(Endpoints.of(Map.of(ALL, "http://localhost:1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True")))
                .isEmpty();
        // No service that a pipeline stores anything in.
        assertThat(Endpoints.of(Map.of("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://localhost:1")))
                .isEmpty();
    }

    @Test
    void shouldPreferTheServicesOwn_whenBothAreSet() {
        Endpoints endpoints = Endpoints.of(
                        Map.of(ALL, "http://localhost:1", "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:2"))
                .orElseThrow();

        assertThat(endpoints.of(Service.DYNAMODB)).isEqualTo(URI.create("http://localhost:2"));
        assertThat(endpoints.of(Service.S3)).isEqualTo(URI.create("http://localhost:1"));
    }

    @Test
    void shouldRefuse_whenAServiceWouldBeAwsItself() {
        assertThatThrownBy(() -> Endpoints.of(Map.of("AWS_ENDPOINT_URL_S3", "http://localhost:9000")))
                .isInstanceOf(EmulatorException.class)
                .hasMessage(
                        "There is an endpoint for S3 but none for DynamoDB, so some of the data would go to AWS itself;"
                                + " set AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_DYNAMODB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://localhost", "http://", "http://a b"})
    void shouldRefuse_whenItIsNoUrl(String value) {
        assertThatThrownBy(() -> Endpoints.of(Map.of(ALL, value)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL is \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "http://127.0.0.1:5000",
                "http://[::1]:5000",
                "http://localstack:4566",
                "https://localhost.localstack.cloud:4566",
                "http://MOTO:5000",
                "http://build-server:4566"
            })
    void shouldCreate_whenItIsAnEmulator(String url) {
        Endpoints endpoints = Endpoints.of(Map.of(ALL, url)).orElseThrow();

        assertThatCode(() -> endpoints.requireEmulators(Set.of("build-server"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://s3.eu-west-1.amazonaws.com        | is AWS itself; deploy there with Terraform
            https://sqs.cn-north-1.amazonaws.com.cn   | is AWS itself; deploy there with Terraform
            https://dynamodb.eu-west-1.api.aws        | is AWS itself; deploy there with Terraform
            https://localhost.example.org             | name its host with --emulator localhost.example.org if it is one
            http://10.0.0.1:4566                      | name its host with --emulator 10.0.0.1 if it is one
            """)
    void shouldCreateNothing_whenItIsNotKnownToBeOne(String url, String sentence) {
        Endpoints endpoints = Endpoints.of(Map.of(ALL, url)).orElseThrow();

        // AWS stays AWS, whatever the option says.
        assertThatThrownBy(() -> endpoints.requireEmulators(Set.of("s3.eu-west-1.amazonaws.com")))
                .isInstanceOf(EmulatorException.class)
                .hasMessageStartingWith("Nothing is created at " + url)
                .hasMessageContaining(sentence);
    }
}
