package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a mapping is told where it stands. */
class MappingCheckTest {

    private static final Path PIPELINE = Path.of("src/test/resources/mapping");
    private static final CamelSchema CAMEL = new CamelSchema();

    @TempDir
    Path routes;

    private List<Finding> check(String old, String fresh) throws IOException {
        try (Stream<Path> files = Files.walk(PIPELINE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = routes.resolve(PIPELINE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path mapping = routes.resolve("orders/order.mapping.json");
        String text = Files.readString(mapping);
        assertThat(text).contains(old);
        Files.writeString(mapping, text.replace(old, fresh));
        List<Finding> findings = new ArrayList<>();
        RoutesText all = RoutesText.read(new RoutesFolder(routes), CAMEL, findings);
        new DocumentsCheck().check(all, findings);
        new PropertiesCheck().check(all, findings);
        return findings;
    }

    @Test
    void shouldFindNothing_whenNothingIsWrong() throws IOException {
        assertThat(check("drop", "drop")).isEmpty();
    }

    @Test
    void shouldFindAllMistakesAtOnce() throws IOException {
        assertThat(check("quantity * price\"", "quantty * price\", \"wrong\": \"lowr(total)\"").stream()
                        .map(Finding::message))
                .containsExactly(
                        "add.total: at position 1: there is no field \"quantty\"; did you mean \"quantity\"?",
                        "add.wrong: at position 1: there is no function \"lowr\"; did you mean \"lower\"?");
    }

    @Test
    void shouldFindPlaceholderWithoutAProperty() throws IOException {
        assertThat(check("{{orders.partners.table}}", "{{orders.partner.table}}"))
                .anySatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo("orders/order.mapping.json");
                    assertThat(finding.line()).isEqualTo(17);
                    assertThat(finding.message()).contains("orders.partner.table", "orders.partners.table");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "quantity * price => quantty * price => 7:5 => add.total: at position 1: there is no field \"quantty\"; did you mean \"quantity\"?",
                "quantity * price => quantity * email => 7:5 => add.total: at position 12: only numbers",
                "date(at_timezone => dat(at_timezone => 10:5 => there is no function \"dat\"; did you mean \"date\"?",
                "country, region => country, regoin => 9:5 => the lookup countries has no column \"regoin\"",
                "orders/countries.csv => orders/contries.csv => 16:20 => there is no file \"orders/contries.csv\" in the routes folder. Did you mean \"orders/countries.csv\"?",
                "\"key\": \"code\" => \"key\": \"cod\" => 16:52 => has no column \"cod\"; did you mean \"code\"?",
                "lookup(partners, partner, name) => partner => 17:5 => no expression uses this lookup",
                "[\"order_id\"] => [\"orderid\"] => 20:3 => there is no column \"orderid\" after the mapping; did you mean \"order_id\"?",
                "[\"note\", => [\"nte\", => 3:3 => there is no column \"nte\"; did you mean \"note\"?",
                "\"qty\": => \"quty\": => 4:3 => there is no column \"quty\"",
                "\"where\" => \"were\" => 5:3 => unknown key; did you mean \"where\"?",
            })
    void shouldNamePlaceAndNearestName_whenMappingIsWrong(String old, String fresh, String place, String message)
            throws IOException {
        assertThat(check(old, fresh)).first().satisfies(finding -> {
            assertThat(finding.line() + ":" + finding.column()).isEqualTo(place);
            assertThat(finding.file()).isEqualTo("orders/order.mapping.json");
            assertThat(finding.message()).contains(message);
        });
    }
}
