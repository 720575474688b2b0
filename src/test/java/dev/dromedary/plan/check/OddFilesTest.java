package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, something is said of it. */
class OddFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff\u00fe",
                "- route\n",
                "- 1\n",
                "- route: [1]\n",
                "- route:\n    from:\n",
                "&a [*a]\n",
                "- route: &a\n    from: *a\n",
                "---\n- route: {id: x}\n---\n- b\n",
                "- from:\n    uri: \"\"\n    steps:\n      - to:\n",
                "- from:\n    uri: direct:x\n    steps:\n      - to: \"??\"\n      - to: \":\"\n      - bean: {method: \"(\"}\n"
            })
    void shouldSayWhatIsWrong_whenAFileIsOdd(String content) throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.write(folder.resolve("orders/take.camel.yaml"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new RoutesCheck().check(new RoutesFolder(folder)))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.place()).matches("orders/take\\.camel\\.yaml:\\d+:\\d+"));
    }
}
