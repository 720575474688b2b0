package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped route files are as Kaoto writes them: every part by its name, no text for a whole step, no comments that it would drop. */
class CanonicalFormTest {

    @TempDir
    Path folder;

    private RoutesText shipped() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Shipped.copyTo(folder);
        RoutesText routes = RoutesText.read(new RoutesFolder(folder), new CamelSchema(), findings);
        assertThat(findings).isEmpty();
        return routes;
    }

    @Test
    void shouldNameEveryOption_whenAFileIsShipped() throws IOException {
        assertThat(shipped().elements()).hasSizeGreaterThan(300).allSatisfy(element -> assertThat(
                        element.value().isMap())
                .as(element.file().name() + ":" + element.value().line() + " " + element.name())
                .isTrue());
    }

    @Test
    void shouldHoldNoComments_whenAFileIsShipped() throws IOException {
        assertThat(shipped().files().values())
                .filteredOn(file -> file.name().endsWith(RoutesText.ROUTE))
                .allSatisfy(file ->
                        assertThat(file.text().lines().map(String::strip)).noneMatch(line -> line.startsWith("#")));
    }
}
