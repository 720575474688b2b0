package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What pages draw of the shipped routes, between the markers {@code <!-- drawing … -->} and {@code <!-- /drawing -->}.
 * {@code mvn test -Dtest=DrawingsTest -Dpage.write=true} draws it anew.
 */
class DrawingsTest {

    private static final Pattern DRAWING = Pattern.compile("(?s)(<!-- drawing.*?-->\n).*?(<!-- /drawing -->)");

    private static void assertDraws(Path page, List<String> pipelines) throws IOException {
        String text = Files.readString(page);
        String drawing = Drawing.of(Plan.of(new RoutesFolder(Shipped.ROUTES), pipelines));
        String drawn =
                DRAWING.matcher(text).replaceFirst("$1```mermaid\n" + Matcher.quoteReplacement(drawing) + "```\n$2");
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(page, drawn);
        }

        assertThat(drawn).contains(drawing);
        assertThat(page).hasContent(drawn);
    }

    @Test
    void shouldDrawAllPipelines_whenRoutesAreAsShipped() throws IOException {
        assertDraws(Path.of("docs/plan.md"), Shipped.PIPELINES);
    }

    @Test
    void shouldDrawOnePipeline_whenRoutesAreAsShipped() throws IOException {
        assertDraws(Path.of("README.md"), List.of("health"));
    }
}
