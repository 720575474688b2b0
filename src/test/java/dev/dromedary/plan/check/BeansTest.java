package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.StepBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;

class BeansTest {

    @Test
    void shouldBeWhatFunctionsBind_whenRoutesNameABean() throws IOException {
        Path lambda = Path.of("src/main/java/dev/dromedary/function/runtime");
        String code = Files.readString(lambda.resolve("AwsServices.java"))
                + Files.readString(lambda.resolve("RouteFunction.java"));

        TreeSet<String> bound = Pattern.compile("\\.bind\\(\\s*\"(\\w+)\"")
                .matcher(code)
                .results()
                .map((MatchResult call) -> call.group(1))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);

        bound.addAll(Beans.OF_STEPS.keySet());
        assertThat(bound).isEqualTo(new TreeSet<>(Beans.BOUND));
    }

    @Test
    void shouldBeWhatTheContextFinds_whenABeanIsOneOfTheSteps() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            DefaultRegistry registry = new DefaultRegistry();
            StepBeans.bind(context, registry);
            context.build();

            assertThat(Beans.OF_STEPS).isNotEmpty().allSatisfy((name, type) -> assertThat(registry.lookupByName(name))
                    .extracting(bean -> bean.getClass().getName())
                    .isEqualTo(type));
        }
    }
}
