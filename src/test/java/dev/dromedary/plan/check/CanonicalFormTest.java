package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shipped route files are as Kaoto writes them: every part by its name, no text for a whole step, no comments that it would drop. And they are
 * for people: no long lines, no names of classes, no large maps in expressions.
 */
class CanonicalFormTest {

    private static final int LONGEST_LINE = 160;
    private static final int MOST_PAIRS = 3;

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9]*[.]){2,}[A-Z]\\w*");

    /** Camel knows exceptions by their classes only. */
    private static final Set<String> EXCEPTIONS = Set.of("exception", "exceptionType");

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

    @Test
    void shouldHoldNoLongLine_whenAFileIsShipped() throws IOException {
        assertThat(shipped().files().values()).allSatisfy(file -> {
            if (file.name().endsWith(RoutesText.ROUTE)) {
                assertThat(file.text().lines()).as(file.name()).allMatch(line -> line.length() <= LONGEST_LINE);
            }
        });
    }

    @Test
    void shouldNameNoClass_whenAFileIsShipped() throws IOException {
        List<String> named = new ArrayList<>();
        for (Element element : shipped().elements()) {
            for (Value.Entry entry : element.value().entries()) {
                if (!EXCEPTIONS.contains(entry.name())
                        && CLASS_NAME.matcher(entry.value().text()).find()) {
                    named.add(element.file().name() + ":" + entry.value().line() + " " + entry.name());
                }
            }
            element.parameters().forEach((name, value) -> {
                if (CLASS_NAME.matcher(value.text()).find()) {
                    named.add(element.file().name() + ":" + value.line() + " " + name);
                }
            });
        }
        assertThat(named).isEmpty();
    }

    @Test
    void shouldMakeNoLargeMapInAnExpression_whenAFileIsShipped() throws IOException {
        List<String> large = new ArrayList<>();
        for (SourceFile file : shipped().files().values()) {
            if (file.name().endsWith(RoutesText.ROUTE)) {
                Matcher map = Pattern.compile("[$][{]map[(]").matcher(file.text());
                while (map.find()) {
                    if (pairs(file.text().substring(map.end())) > MOST_PAIRS) {
                        large.add(file.name() + ": " + file.text().substring(map.start(), map.start() + 40));
                    }
                }
            }
        }
        assertThat(large).isEmpty();
    }

    private static int pairs(String text) {
        int depth = 0;
        int commas = 0;
        for (char each : text.toCharArray()) {
            depth += each == '(' || each == '{' || each == '[' ? 1 : each == ')' || each == '}' || each == ']' ? -1 : 0;
            if (depth < 0) {
                break;
            }
            commas += depth == 0 && each == ',' ? 1 : 0;
        }
        return (commas + 1) / 2;
    }
}
