package dev.dromedary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.lambda.Secrets.Kind;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskSecretsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final DeskSecrets secrets = new DeskSecrets(context);

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "secret, shop-token, shop-token",
        "secret, shop/token, shop.token",
        "parameter, /shop/limit, shop.limit",
    })
    void shouldBeTheProperty_whenItHasTheSameName(Kind kind, String name, String property) {
        Properties properties = new Properties();
        properties.setProperty(property, "value");
        context.getPropertiesComponent().setInitialProperties(properties);

        secrets.expect(kind, name);

        assertThat(secrets.value(kind, name)).isEqualTo("value");
    }

    @Test
    void shouldBeTheEnvironmentVariable_whenItHasTheSameName() {
        // The one that every machine has.
        assertThat(secrets.value(Kind.secret, "path")).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void shouldSayWhatToSet_whenThereIsNone() {
        assertThatThrownBy(() -> secrets.expect(Kind.parameter, "/shop/api-limit"))
                .hasMessage("The route reads the parameter /shop/api-limit; here its value comes from the environment"
                        + " variable SHOP_API_LIMIT or the property shop.api-limit, and neither is set.");
    }
}
