package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dromedary.function.runtime.Secrets.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

class AwsSecretsTest {

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Instant> now = new ArrayList<>(List.of(Instant.parse("2026-11-21T08:00:00Z")));
    private HttpServer server;
    private AwsSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            calls.add(target + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = answers.get(target);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        lambda.endpoints("http://127.0.0.1:" + server.getAddress().getPort(), "http://127.0.0.1:1");
        secrets = new AwsSecrets(
                () -> true,
                SecretsManagerClient::create,
                SsmClient::create,
                new ParameterSettings(SsmClient::create, () -> Duration.ofSeconds(60), () -> now.get(now.size() - 1)),
                () -> now.get(now.size() - 1));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String value(Kind kind, String inAws) {
        return secrets.value(new Secrets.Name(kind, "p.x", inAws));
    }

    private void secret(String json) {
        answers.put("secretsmanager.GetSecretValue", json);
    }

    private void parameter(String json) {
        answers.put("AmazonSSM.GetParameter", json);
    }

    @Test
    void shouldAskOnce_whenAValueIsNeededSeveralTimesInFiveMinutes() {
        secret("{\"SecretString\":\"one\"}");
        assertThat(value(Kind.secret, "shop/token")).isEqualTo("one");
        secret("{\"SecretString\":\"two\"}");

        now.add(now.get(0).plus(AwsSecrets.KEPT));
        assertThat(value(Kind.secret, "shop/token")).isEqualTo("one");
        now.add(now.get(0).plus(AwsSecrets.KEPT).plus(Duration.ofMillis(1)));
        assertThat(value(Kind.secret, "shop/token")).isEqualTo("two");

        assertThat(calls).hasSize(2).containsOnly("secretsmanager.GetSecretValue {\"SecretId\":\"shop/token\"}");
    }

    @Test
    void shouldAskForThePlainText_whenAParameterIsRead() {
        parameter("{\"Parameter\":{\"Value\":\"5\"}}");
        secret("{\"SecretString\":\"of the same name\"}");

        assertThat(value(Kind.parameter, "/shop/limit")).isEqualTo("5");
        assertThat(value(Kind.secret, "/shop/limit")).isEqualTo("of the same name");
        assertThat(calls.get(0)).isEqualTo("AmazonSSM.GetParameter {\"Name\":\"/shop/limit\",\"WithDecryption\":true}");
    }

    @Test
    void shouldSayHowToPutOneIn_whenASecretHasNoValue() {
        secret("{\"__type\":\"ResourceNotFoundException\",\"message\":\"x\"}");

        assertThatThrownBy(() -> value(Kind.secret, "shop/token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The secret shop/token has no value; put one in: aws secretsmanager put-secret-value"
                        + " --secret-id shop/token --secret-string VALUE.");

        secret("{\"SecretString\":\"put in\"}");
        assertThat(value(Kind.secret, "shop/token")).isEqualTo("put in");
    }

    @Test
    void shouldSaySo_whenASecretHoldsBytes() {
        secret("{\"SecretBinary\":\"AAAA\"}");

        assertThatThrownBy(() -> value(Kind.secret, "shop/token"))
                .hasMessage("The secret shop/token holds bytes, and a route reads texts.");
    }

    @Test
    void shouldSayHowToPutOneIn_whenAParameterIsAsTerraformMadeIt() {
        String message = "The parameter /shop/limit has no value; put one in: aws ssm put-parameter --overwrite --type"
                + " SecureString --name /shop/limit --value VALUE.";
        parameter("{\"Parameter\":{\"Value\":\"not set\"}}");
        assertThatThrownBy(() -> value(Kind.parameter, "/shop/limit")).hasMessage(message);

        parameter("{\"__type\":\"ParameterNotFound\",\"message\":\"x\"}");
        assertThatThrownBy(() -> value(Kind.parameter, "/shop/limit")).hasMessage(message);
    }

    private String threshold() {
        return secrets.value(new Secrets.Name(Kind.setting, "p.threshold", "/p/threshold", "0.85"));
    }

    private void threshold(String value) {
        answers.put(
                "AmazonSSM.GetParameters",
                "{\"Parameters\":[{\"Name\":\"/p/threshold\",\"Value\":\"" + value + "\"}]}");
    }

    @Test
    void shouldReadAllSettingsByOneCall_whenTheyAreOlderThanTheyMayBe() {
        secrets.expect(new Secrets.Name(Kind.setting, "p.batch", "/p/batch", "100"));
        threshold("0.9");

        assertThat(threshold()).isEqualTo("0.9");
        threshold("0.95 ");
        now.add(now.get(0).plusSeconds(59));
        assertThat(threshold()).isEqualTo("0.9");
        now.add(now.get(0).plusSeconds(60));
        assertThat(threshold()).isEqualTo("0.95");

        assertThat(calls)
                .hasSize(2)
                .containsOnly(
                        "AmazonSSM.GetParameters {\"Names\":[\"/p/batch\",\"/p/threshold\"],\"WithDecryption\":true}");
    }

    @Test
    void shouldHaveItsDefault_whenNobodyHasSetASetting() {
        answers.put("AmazonSSM.GetParameters", "{\"Parameters\":[],\"InvalidParameters\":[\"/p/threshold\"]}");

        assertThat(threshold()).isEqualTo("0.85");
    }

    @Test
    void shouldKeepWhatIsKnown_whenSettingsCanNotBeReadAgain() {
        threshold("0.9");
        assertThat(threshold()).isEqualTo("0.9");
        answers.put("AmazonSSM.GetParameters", "{\"__type\":\"AccessDeniedException\",\"message\":\"x\"}");

        now.add(now.get(0).plusSeconds(60));
        assertThat(threshold()).isEqualTo("0.9");
        now.add(now.get(0).plusSeconds(119));
        assertThat(threshold()).isEqualTo("0.9");

        assertThat(calls).hasSize(2);
    }

    @Test
    void shouldFail_whenSettingsWereNeverRead() {
        answers.put("AmazonSSM.GetParameters", "{\"__type\":\"AccessDeniedException\",\"message\":\"not you\"}");

        assertThatThrownBy(this::threshold).isInstanceOf(SsmException.class).hasMessageContaining("not you");
    }

    @Test
    void shouldSayWhatToPutIn_whenASettingIsNoNumberAndItsDefaultIsOne() {
        threshold("high");

        assertThatThrownBy(this::threshold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The setting /p/threshold is \"high\" and has to be a number, as its default is; put one in: aws"
                                + " ssm put-parameter --overwrite --name /p/threshold --value 0.85.");
    }

    @Test
    void shouldAskForTenAtATime_whenThereAreMoreSettings() {
        for (int number = 0; number < 11; number++) {
            secrets.expect(new Secrets.Name(Kind.setting, "p.s" + number, "/p/s" + number, "1"));
        }
        threshold("0.9");

        assertThat(threshold()).isEqualTo("0.9");
        assertThat(calls).hasSize(2);
    }

    @Test
    void shouldReadAnewAfterTheInitPhase_whenItWasAskedDuringIt() {
        secret("{\"SecretString\":\"real\"}");
        AwsServices services = new AwsServices(Map.of());
        DefaultCamelContext context = new DefaultCamelContext();
        services.bind(context);
        Secrets bound = context.getRegistry().lookupByNameAndType(Secrets.NAME, Secrets.class);

        assertThat(bound.value(new Secrets.Name(Kind.secret, "p.token", "shop/token")))
                .isEqualTo(AwsSecrets.INIT);
        assertThat(calls).isEmpty();
        services.open();

        assertThat(bound.value(new Secrets.Name(Kind.secret, "p.token", "shop/token")))
                .isEqualTo("real");
        context.stop();
    }
}
