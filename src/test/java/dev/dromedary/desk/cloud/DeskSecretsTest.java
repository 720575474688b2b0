package dev.dromedary.desk.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Secrets.Kind;
import dev.dromedary.function.runtime.Secrets.Name;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeskSecretsTest {

    @ParameterizedTest
    @EnumSource(names = {"secret", "parameter"})
    void shouldBeTheVariable_whenItIsSet(Kind kind) {
        DeskSecrets secrets = new DeskSecrets(Map.of("SHOP_API_KEY", "value"), name -> "");
        Name name = new Name(kind, "shop.api-key", "shop/api-key");

        secrets.expect(name);

        assertThat(secrets.value(name)).isEqualTo("value");
    }

    @Test
    void shouldComeFromParameterStore_whenItIsASetting() {
        DeskSecrets secrets = new DeskSecrets(Map.of("SHOP_LIMIT", "value"), Name::inAws);

        assertThat(secrets.value(new Name(Kind.setting, "shop.limit", "/shop/limit", "5")))
                .isEqualTo("/shop/limit");
    }

    @Test
    void shouldBeTheSystemProperty_whenThereIsNoVariable() {
        assertThat(new DeskSecrets(Map.of(), name -> "").value(new Name(Kind.secret, "java.version", "x")))
                .isEqualTo(System.getProperty("java.version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOP", "SHOP_API_LIMIT"})
    void shouldSayWhatToSet_whenThereIsNoValue(String blank) {
        DeskSecrets secrets = new DeskSecrets(Map.of(blank, " "), name -> "");

        assertThatThrownBy(() -> secrets.expect(new Name(Kind.parameter, "shop.api-limit", "/shop/limit")))
                .hasMessage(
                        "The route reads {{parameter:shop.api-limit}}, whose value comes from the environment variable"
                                + " SHOP_API_LIMIT here; set it, or the system property shop.api-limit.");
    }
}
