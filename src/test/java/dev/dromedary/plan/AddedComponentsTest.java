package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dromedary.KiteLibrary;
import dev.dromedary.plan.check.RoutesCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A component of somebody else's that a library brings. */
class AddedComponentsTest {

    private static final String FLY = "- to:\n    uri: kite:north\n    parameters: { colour: green, height: 30 }\n";

    @TempDir
    Path folder;

    private PlannedRoutes routes;
    private Path jar;

    @BeforeEach
    void make() throws Exception {
        routes = PlannedRoutes.alone(folder.resolve("routes"));
        jar = KiteLibrary.described(folder.resolve("kites.jar"));
    }

    private List<String> errors(String grants, String steps) throws Exception {
        routes.route("daily", "lambda-schedule:daily", "expression: rate(1 day)" + grants, steps);
        return with(() -> new RoutesCheck()
                .check(new RoutesFolder(folder.resolve("routes"))).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .map(finding -> finding.place() + ": " + finding.message())
                        .toList());
    }

    private <T> T with(Callable<T> work) throws Exception {
        return KiteLibrary.with(jar, work);
    }

    @Test
    void shouldFindNothingAndStartIt_whenItsOptionsAreRight() throws Exception {
        assertThat(errors(
                        ", grants: none",
                        FLY + "- marshal: { custom: { ref: tail } }\n- log: \"${header.KiteWind} ${body}\"\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: { uri: 'kite:north', parameters: { color: red, height: 3 } } | 7:50: kite has no option \"color\". Did you mean \"colour\"?",
                "to: { uri: 'kite:north', parameters: { colour: blue, height: 3 } } | 7:50: The option \"colour\" of kite is \"blue\". It is one of red, green.",
                "to: { uri: 'kite:north', parameters: { height: high } } | 7:50: The option \"height\" of kite is \"high\"; it has to be a whole number.",
                "to: { uri: 'kite:north' } | 7:22: kite needs the option \"height\".",
                "to: { uri: 'kites:north' } | 7:22: There is no component \"kites\". Did you mean \"kite\"?",
                "marshal: { custom: { ref: tial } } | 7:37: There is no data format \"tial\". Did you mean \"tail\"?",
            })
    void shouldSayItAsOfCamelsOwn_whenANameOrValueIsWrong(String step, String said) throws Exception {
        assertThat(errors(", grants: none", "- " + step + "\n"))
                .singleElement()
                .asString()
                .isEqualTo("orders/daily.camel.yaml:" + said);
    }

    @Test
    void shouldKnowItsHeaders_whenOneIsRead() throws Exception {
        assertThat(errors(", grants: none", FLY + "- log: \"${header.KiteWnd}\"\n"))
                .singleElement()
                .asString()
                .contains("Nobody sets the header \"KiteWnd\"", "Did you mean \"KiteWind\"?");
    }

    @Test
    void shouldLookAtItsNameAlone_whenItsJarTellsNothingOfItsOptions() throws Exception {
        jar = KiteLibrary.undescribed(folder.resolve("bare.jar"));

        // What it sets, nobody knows.
        assertThat(errors(", grants: none", FLY + "- log: \"${header.KiteWind}\"\n"))
                .isEmpty();
        assertThat(errors(", grants: none", FLY.replace("kite:", "kites:")))
                .singleElement()
                .asString()
                .contains("There is no component \"kites\".");
    }

    @Test
    void shouldRefuseIt_whenNoLibraryBringsIt() throws Exception {
        jar = folder.resolve("none.jar");

        assertThat(errors(", grants: none", FLY))
                .singleElement()
                .asString()
                .contains("There is no component \"kite\".");
    }

    @Test
    void shouldAskForGrants_whenNothingTellsWhatItCalls() throws Exception {
        assertThat(errors("", FLY))
                .singleElement()
                .asString()
                .isEqualTo(
                        "orders/daily.camel.yaml:7:11: The plan has no rule for the permissions of kite, so the plan can't know"
                                + " what orders-daily may do; declare it in the option grants of its trigger, such as grants:"
                                + " s3:GetObject=NAME, or grants: none if it calls nothing of AWS.");
        assertThat(errors(", grants: \"none, s3:GetObject={{orders.bucket}}/x\"", FLY))
                .singleElement()
                .asString()
                .contains("The option grants holds \"none\"; it has to be action=resource pairs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: green, height: 30 | true",
                "color: green, height: 30 | false",
                "colour: blue, height: 30 | false",
                "colour: green | false",
            })
    void shouldBeCompletedAndChecked_whenEditorsHaveTheSchema(String parameters, boolean right) throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(with(RouteSchema::document));
        String route = """
                - route:
                    from:
                      uri: lambda-schedule:daily
                      steps:
                        - to: { uri: "kite:north", parameters: { %s } }
                """.formatted(parameters);

        assertThat(schema.validate(RouteSchema.MAPPER.valueToTree(
                                new Load(LoadSettings.builder().build()).loadFromString(route)))
                        .isEmpty())
                .isEqualTo(right);
    }

    @Test
    void shouldHaveAForm_whenKaotoHasTheCatalogue() throws Exception {
        Map<String, JsonNode> components = with(KaotoComponents::all);

        assertThat(components.get("kite").at("/component/title").asText()).isEqualTo("Kite");
        assertThat(components.get("kite").at("/propertiesSchema/properties/colour/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("red", "green");
        assertThat(components.get("kite").at("/propertiesSchema/required"))
                .extracting(JsonNode::asText)
                .containsExactly("name", "height");
        assertThat(KaotoComponents.all()).doesNotContainKey("kite");
    }
}
