package dev.dromedary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/calls.md is what the shipped routes are seen to call. {@code mvn test -Dtest=CallsPageTest -Dpage.write=true} writes it
 * anew: a call more is to be meant.
 */
class CallsPageTest {

    private static final Path PAGE = Path.of("docs/calls.md");

    private static final String BEGINNING = """
            # Calls of AWS that an event costs

            Each call is money and some milliseconds. These are the calls of each shipped route for the first case of its tests, all events of the case
            together, counted on the wire beneath the SDK. Nothing is called when a function starts.

            - `GetItem` and `PutItem` are mostly the ledger's: look whether the event was handled, claim it, renew the claim before outputs become
              visible, note that it is done; and the same of content that may come under another name ([exactly-once.md](exactly-once.md)).
            - A small output is one `PutObject`; a large one is sent in parts, a call each, and two more.
            - `GetParameters` reads settings; in tests for each event, deployed once a minute for all of a function ([triggers.md](triggers.md#settings)).
            - One `PutObject` a run is its lineage; `dromedary.lineage.prefix=` turns it off ([lineage.md](lineage.md)).

            | route | its first case | calls | which |
            | --- | --- | --- | --- |
            """;

    @Test
    void shouldSayWhatRoutesCall_whenTheyChange() throws IOException {
        String page = page();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(BEGINNING);
        QuietLog log = new QuietLog();
        log.silence();
        try (Clouds clouds = new Clouds()) {
            for (TestFile file : FaultMatrix.shipped()) {
                TestCase first = FaultMatrix.cases(file).get(0);
                try (CaseFaults faults = new CaseFaults(file, first, clouds)) {
                    List<String> calls = faults.calls().stream()
                            .map(made -> made.call().name())
                            .toList();
                    page.append("| ")
                            .append(String.join(" | ", file.route(), first.name(), "" + calls.size(), counted(calls)))
                            .append(" |\n");
                }
            }
        } finally {
            log.restore();
        }
        return page.toString();
    }

    private static String counted(List<String> calls) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        calls.forEach(call -> counts.merge(call, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " × " + each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
