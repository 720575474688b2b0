package dev.dromedary.desk.cloud.iam;

import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.plan.FunctionPlanner;
import dev.dromedary.plan.Permission;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.RoutesFolder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** The policies that the plan of a folder's routes gives its functions. */
public final class PlannedPolicies {

    private final FunctionPlanner planner;
    private final String region;

    /**
     * Of a folder.
     *
     * @param folder the routes
     * @param region of the cloud
     */
    public PlannedPolicies(RoutesFolder folder, String region) {
        this.planner = new FunctionPlanner(folder);
        this.region = region;
    }

    /**
     * The policy of a function. One at a time: Camel's catalogue is not made for several threads.
     *
     * @param pipeline its pipeline
     * @param id its route's id
     * @param files its files
     * @param overriding says what overrides the files' properties
     * @throws dev.dromedary.plan.FindingsException if the route can't be planned
     */
    public synchronized Policy of(String pipeline, String id, RouteFiles files, Consumer<CamelContext> overriding) {
        PlannedFunction function = planner.plan(pipeline, id, files, overriding);
        return Policy.of(granted(function), region, function.findings());
    }

    /**
     * What is granted for a function: by its plan, and by what Terraform adds. Logs, traces, a network and a customer's key
     * are not simulated, and so are not among it.
     */
    public static Set<Permission> granted(PlannedFunction function) {
        Set<Permission> all = new LinkedHashSet<>(function.permissions());
        all.addAll(function.deliveries());
        if (function.isAsynchronous()) {
            all.add(new Permission(
                    "KeepFailedEvents",
                    List.of("sqs:SendMessage"),
                    ResourceKind.QUEUE.arn(function.id() + "-${environment}-failed"),
                    List.of()));
        }
        return all;
    }
}
