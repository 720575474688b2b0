package dev.dromedary.desk.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class PropertyOverridesTest {

    private static String resolve(String text) throws IOException {
        Properties initial = new Properties();
        initial.setProperty("x.model.id", "of the file");
        initial.setProperty("x.other", "other");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(initial);
            PropertyOverrides.set(context, Map.of("x.model.id", "mine", "path", "mine", "nowhere", "mine"));
            context.start();
            return context.resolvePropertyPlaceholders(text);
        }
    }

    @Test
    void shouldWin_whenAFileOrTheEnvironmentHasTheProperty() throws IOException {
        assertThat(resolve("{{x.model.id}}")).isEqualTo("mine");
        // The environment variable PATH is the property "path".
        assertThat(resolve("{{path}}")).isEqualTo("mine");
        assertThat(resolve("{{x.model.id:default}}")).isEqualTo("mine");
    }

    @Test
    void shouldWin_whenNobodyElseHasTheProperty() throws IOException {
        assertThat(resolve("{{nowhere}}")).isEqualTo("mine");
        assertThat(resolve("{{nowhere:default}}")).isEqualTo("mine");
    }

    @Test
    void shouldLeaveOthersAlone_whenTheyAreNotOverridden() throws IOException {
        assertThat(resolve("{{x.other}} {{none:default}}")).isEqualTo("other default");
    }
}
