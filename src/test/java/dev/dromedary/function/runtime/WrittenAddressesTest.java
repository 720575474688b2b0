package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenAddressesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void install() {
        Properties properties = new Properties();
        properties.setProperty("name", "a");
        context.getPropertiesComponent().setInitialProperties(properties);
        WrittenAddresses.install(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toD: { uri: 'mock:{{name}}' } | mock://a",
                "enrich: { constant: 'mock:{{name}}' } | mock://a",
                "enrich: { simple: 'mock:{{name}}' } | mock://a",
                "recipientList: { constant: 'mock:{{name}}, mock:b' } | mock://a mock://b",
                "recipientList: { constant: 'mock:{{name};mock:b', delimiter: ';' } | mock://b",
                "recipientList: { constant: 'mock:c?retainFirst=1', delimiter: 'false' } | mock://c?retainFirst=1",
                "routingSlip: { constant: 'mock:{{name}},mock:b' } | mock://a mock://b",
                "filter: { constant: 'true', steps: [ { toD: { uri: 'mock:deep' } } ] } | mock://deep",
            })
    void shouldHaveItsEndpoint_whenTheRouteSaysTheAddress(String step, String expected) throws Exception {
        assertThat(started(step)).contains(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toD: { uri: 'mock:${body}' }",
                "enrich: { header: to }",
                "recipientList: { simple: 'mock:a,${body}' }",
                "routingSlip: { exchangeProperty: slip }",
            })
    void shouldHaveNone_whenTheMessageSaysIt(String step) throws Exception {
        assertThat(started(step)).noneMatch(uri -> uri.startsWith("mock:"));
    }

    @Test
    void shouldStart_whenAnAddressIsNone() throws Exception {
        assertThat(started("recipientList: { constant: 'nobody:a,mock:b', ignoreInvalidEndpoints: 'true' }"))
                .contains("mock://b");
    }

    private List<String> started(String step) throws Exception {
        String yaml = "- route: { from: { uri: 'direct:start', steps: [ { " + step + " } ] } }";
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes("written.camel.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        context.start();
        return context.getEndpoints().stream().map(Endpoint::getEndpointUri).toList();
    }
}
