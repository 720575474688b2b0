package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.iam.PlannedPolicies;
import dev.dromedary.desk.cloud.iam.Policy;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the function of a case may do. */
@FunctionalInterface
interface CasePolicies {

    /** The function's policy with the properties of a case; null if it may do everything. */
    Policy of(TestFile file, RouteFiles files, CaseProperties properties);

    /** Those of the plan; a function is planned once for all cases with the same properties. */
    static CasePolicies planned(String region) {
        Map<Path, PlannedPolicies> planners = new ConcurrentHashMap<>();
        Map<Planned, Policy> policies = new ConcurrentHashMap<>();
        return (file, files, properties) -> policies.computeIfAbsent(
                new Planned(file.name(), file.route(), properties.all()), function -> planners.computeIfAbsent(
                                file.routes(), routes -> new PlannedPolicies(new RoutesFolder(routes), region))
                        .of(file.pipeline(), file.route(), files, properties::set));
    }

    /** A function with its properties. */
    record Planned(String file, String route, Map<String, String> properties) {}
}
