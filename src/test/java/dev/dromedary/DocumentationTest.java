package dev.dromedary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written for readers leads somewhere. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path INDEX = Path.of("docs/README.md");
    private static final List<Path> FOLDERS =
            List.of(Path.of("docs"), Path.of("bench"), Path.of("examples"), Path.of("image"), Path.of("terraform"));

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("(?:]\\(|src=\"|href=\")([^)\\s\"]+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(""))) {
            files.filter(DocumentationTest::isPage).forEach(pages::add);
        }
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(DocumentationTest::isPage).forEach(pages::add);
            }
        }
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md") && !file.toString().contains(".terraform");
    }

    private static String text(Path page) {
        try {
            return CODE.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> links(Path page) {
        return LINK.matcher(text(page)).results().map(link -> link.group(1)).toList();
    }

    /** As GitHub makes them of headings (https://docs.github.com/en/get-started/writing-on-github). */
    private static List<String> anchors(Path page) {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(text(page))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .map(anchor ->
                        seen.merge(anchor, 1, Integer::sum) == 1 ? anchor : anchor + "-" + (seen.get(anchor) - 1))
                .toList();
    }

    private static Path target(Path page, String link) {
        String name = link.replaceFirst("#.*", "");
        return name.isEmpty() ? page : page.resolveSibling(name).normalize();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        Path target = target(page, link);
        if (!Files.exists(target)) {
            return false;
        }
        int anchor = link.indexOf('#');
        return anchor < 0 || !isPage(target) || anchors(target).contains(link.substring(anchor + 1));
    }

    @Test
    void shouldLeadSomewhere_whenALinkIsRelative() throws IOException {
        List<String> relative = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            links(page).stream().filter(link -> !link.matches("[a-z]+:.*")).forEach(link -> {
                relative.add(link);
                if (!leadsSomewhere(page, link)) {
                    broken.add(page + ": " + link);
                }
            });
        }

        assertThat(broken).isEmpty();
        assertThat(relative).hasSizeGreaterThan(200);
    }

    @Test
    void shouldBeInTheIndex_whenThereIsAPage() throws IOException {
        List<Path> linked =
                links(INDEX).stream().map(link -> target(INDEX, link)).toList();

        assertThat(pages().stream().filter(page -> page.startsWith("docs") && !page.equals(INDEX)))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(linked).contains(page));
    }

    @Test
    void shouldBeShort_whenItIsTheFirstPage() {
        assertThat(text(README).split("\\s+")).hasSizeLessThan(900);
    }
}
