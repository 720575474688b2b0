package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BeansTest {

    @Test
    void shouldBeWhatFunctionsBind_whenRoutesNameABean() throws IOException {
        Path lambda = Path.of("src/main/java/dev/dromedary/function/runtime");
        String code = Files.readString(lambda.resolve("AwsServices.java"))
                + Files.readString(lambda.resolve("RouteBeans.java"));

        TreeSet<String> bound = Pattern.compile("\\.bind\\(\\s*\"(\\w+)\"")
                .matcher(code)
                .results()
                .map((MatchResult call) -> call.group(1))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);

        assertThat(bound).isEqualTo(new TreeSet<>(Beans.BOUND));
    }
}
