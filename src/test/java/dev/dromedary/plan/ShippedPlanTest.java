package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedPlanTest {

    /**
     * The only resources that begin with what may be anything: an inference profile chooses the region of its models, and
     * the condition names the profile. AWS has no narrower one.
     */
    private static final List<String> ANY_REGION = List.of("arn:${partition}:bedrock:*::foundation-model/");

    static final Path GOLDEN = Path.of("src/test/resources/plan.json");
    static final Path GOLDEN_OF_PROD = Path.of("src/test/resources/plan.prod.json");

    private static final Path GOLDEN_OF_FLOW = Path.of("src/test/resources/plan.weblogs-workflow.json");

    @TempDir
    Path folder;

    private final Plan plan = Plan.of(new RoutesFolder(Shipped.ROUTES), Shipped.PIPELINES);

    @Test
    void shouldBeTheReviewedPlan_whenRoutesAreAsShipped() throws IOException {
        assertReviewed(plan, GOLDEN, "");
    }

    @Test
    void shouldBeTheReviewedPlan_whenTheEnvironmentHasItsOwn() throws IOException {
        Plan prod = Plan.of(new RoutesFolder(Shipped.ROUTES).in("prod"), Shipped.PIPELINES);

        assertReviewed(prod, GOLDEN_OF_PROD, " --environment prod");
    }

    /** The web logs as a workflow, which no shipped environment has: written anew by {@code -Dpage.write=true}. */
    @Test
    void shouldBeTheReviewedPlan_whenTheWebLogsAreAWorkflow() throws IOException {
        Shipped.copyTo(folder);
        Files.writeString(folder.resolve("weblogs/weblogs.flow.properties"), "weblogs.workflow=true\n");
        String flow =
                Plan.of(new RoutesFolder(folder).in("flow"), List.of("weblogs")).json();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(GOLDEN_OF_FLOW, flow);
        }

        assertThat(flow)
                .as("The plan has changed. If it is meant, write it anew and review the difference:"
                        + " mvn test -Dtest=ShippedPlanTest -Dpage.write=true")
                .isEqualTo(Files.readString(GOLDEN_OF_FLOW));
    }

    private static void assertReviewed(Plan plan, Path golden, String options) throws IOException {
        assertThat(plan.json())
                .as("The plan has changed. If it is meant, write it anew, without pipelines of your own, and review the"
                        + " difference: ./dromedary plan --json" + options + " --out "
                        + golden)
                .isEqualTo(Files.readString(golden));
    }

    private List<Permission> permissions() {
        return plan.functions().values().stream()
                .flatMap(function -> function.needs().permissions().stream())
                .toList();
    }

    @Test
    void shouldAllowNoWildcardAction_whenRoutesAreAsShipped() {
        assertThat(permissions()).isNotEmpty().allSatisfy(permission -> assertThat(permission.actions())
                .isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+")));
    }

    @Test
    void shouldNameEachResource_whenRoutesAreAsShipped() {
        assertThat(permissions())
                .extracting(Permission::resource)
                .filteredOn(resource -> ANY_REGION.stream().noneMatch(resource::startsWith))
                // Only keys of objects, and names of a workflow's executions and of its parts, may end in what can't be
                // known.
                .allMatch(resource -> resource.matches(
                        "arn:[^*]+|arn:\\$\\{partition}:(s3:::[^*/]+/[^*]*|states:[^*]+:execution:[^*]+[:/])\\*"));
    }
}
