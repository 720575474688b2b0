package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import dev.dromedary.plan.Condition;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The identity-based policy of a function's role: statements that allow. What none of them allows is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">How IAM decides</a>
 */
public final class Policy {

    /** Of a name that the plan makes of a logical one; at a desk, resources have their logical names. */
    private static final Pattern OF_ENVIRONMENT =
            Pattern.compile("-\\$\\{environment}(-\\$\\{account}-\\$\\{region})?");

    /** By the operators that the plan uses; a value with placeholders counts as one that may be like others. */
    private static final Map<String, BiPredicate<String, String>> TESTS =
            Map.of("StringEquals", String::equals, "StringLike", (value, asked) -> like(value, 0)
                    .matcher(asked)
                    .matches());

    private final List<Statement> statements;
    private final List<Finding> findings;

    private Policy(List<Statement> statements, List<Finding> findings) {
        this.statements = statements;
        this.findings = findings;
    }

    private record Statement(List<Pattern> actions, Pattern resource, List<Condition> conditions) {

        boolean allows(Asked asked, String arn) {
            return resource.matcher(arn).matches()
                    && actions.stream()
                            .anyMatch(action -> action.matcher(asked.action()).matches())
                    && conditions.stream().allMatch(condition -> holds(condition, asked.keys()));
        }

        /** A key that the request has not, as one that is not simulated here, meets no condition. */
        private static boolean holds(Condition condition, Map<String, String> keys) {
            String asked = keys.get(condition.variable());
            BiPredicate<String, String> test = TESTS.get(condition.test());
            return asked != null
                    && test != null
                    && condition.values().stream().anyMatch(each -> test.test(each, asked));
        }
    }

    /**
     * The policy of permissions.
     *
     * @param permissions of a plan
     * @param region for <code>${region}</code>
     */
    public static Policy of(Collection<Permission> permissions, String region) {
        return of(permissions, region, List.of());
    }

    /** The same, of a plan that is not complete. */
    static Policy of(Collection<Permission> permissions, String region, List<Finding> findings) {
        List<Statement> statements = permissions.stream()
                .map(permission -> new Statement(
                        permission.actions().stream()
                                .map(action -> like(action, Pattern.CASE_INSENSITIVE))
                                .toList(),
                        like(atDesk(permission.resource(), region), 0),
                        permission.conditions().stream()
                                .map(condition -> new Condition(
                                        condition.test(),
                                        condition.variable(),
                                        condition.values().stream()
                                                .map(value -> atDesk(value, region))
                                                .toList()))
                                .toList()))
                .toList();
        return new Policy(statements, findings);
    }

    /** What keeps the plan from granting all that the route needs. */
    List<Finding> findings() {
        return findings;
    }

    private static String atDesk(String text, String region) {
        return OF_ENVIRONMENT
                .matcher(text)
                .replaceAll("")
                .replace("${partition}", "aws")
                .replace("${account}", Arns.ACCOUNT)
                .replace("${region}", region);
    }

    /** {@code *} is any text, also with slashes and colons; {@code ?} any character. */
    private static Pattern like(String text, int flags) {
        return Pattern.compile(
                Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), flags | Pattern.DOTALL);
    }

    boolean allows(Asked asked) {
        return asked.resources().stream()
                .anyMatch(arn -> statements.stream().anyMatch(statement -> statement.allows(asked, arn)));
    }
}
