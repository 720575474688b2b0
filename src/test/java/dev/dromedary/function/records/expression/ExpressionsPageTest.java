package dev.dromedary.function.records.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExpressionsPageTest {

    @Test
    void shouldNameEveryFunction_asItIsCalled() throws IOException {
        String page = Files.readString(Path.of("docs/expressions.md"));

        assertThat(Formula.functions().values())
                .allSatisfy(call -> assertThat(page).contains("`" + call + "`"));
    }
}
