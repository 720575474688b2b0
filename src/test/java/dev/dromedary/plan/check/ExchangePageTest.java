package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;

/** docs/exchange.md lists what routes find, and shipped routes use nothing else. */
class ExchangePageTest {

    private static final Pattern NAME = Pattern.compile("`#?(\\w+)`");

    private static Set<String> listed(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/exchange.md"));
        String section = page.substring(page.indexOf("## " + heading));
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ")[0])
                .flatMap(cell -> NAME.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static RoutesText shipped() throws IOException {
        return RoutesText.read(new RoutesFolder(CheckedRoutes.SHIPPED), new CamelSchema(), new ArrayList<>());
    }

    @Test
    void shouldListEveryBean_whenFunctionsBindOne() throws IOException {
        assertThat(listed("Beans")).isEqualTo(new TreeSet<>(Beans.BOUND));
    }

    @Test
    void shouldListEveryProperty_whenAShippedRouteReadsOne() throws IOException {
        Set<String> read = ReadName.all(shipped()).stream()
                .filter(name -> name.kind() == ReadName.Kind.PROPERTY)
                .map(ReadName::name)
                .filter(name -> !name.startsWith("Camel"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).hasSizeGreaterThan(5);
        assertThat(listed("Exchange properties")).containsAll(read);
    }

    @Test
    void shouldBeKnownToTheCheck_whenAPropertyIsListed() throws IOException {
        assertThat(new KnownNames(new DefaultCamelCatalog()).properties()).containsAll(listed("Exchange properties"));
    }
}
