package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.logs.FunctionLogs;
import dev.dromedary.desk.operations.Clients;
import dev.dromedary.desk.operations.Deployment;
import dev.dromedary.desk.operations.Naming;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the console shows: one pipeline that runs on an embedded cloud, and those beside it. */
public final class Site {

    private final String pipeline;
    private final RoutesFolder routes;
    private final Path data;
    private final EmbeddedCloud cloud;
    private final Clients clients;
    private final Work work;
    private Deployment deployment;
    private final Map<String, Plan> plans = new HashMap<>();

    /**
     * A pipeline.
     *
     * @param pipeline its name
     * @param routes the routes folder
     * @param data the folder of the embedded cloud
     * @param cloud what its functions reach
     * @param clients the same, with the functions themselves
     * @param work what the console may ask for
     */
    public Site(String pipeline, RoutesFolder routes, Path data, EmbeddedCloud cloud, Clients clients, Work work) {
        this.pipeline = pipeline;
        this.routes = routes;
        this.data = data;
        this.cloud = cloud;
        this.clients = clients;
        this.work = work;
    }

    /** The pipeline's name. */
    String pipeline() {
        return pipeline;
    }

    RoutesFolder routes() {
        return routes;
    }

    Path data() {
        return data;
    }

    EmbeddedCloud cloud() {
        return cloud;
    }

    Clients clients() {
        return clients;
    }

    Work work() {
        return work;
    }

    FunctionLogs logs() {
        return cloud.logs();
    }

    /** The pipeline as its routes are now. */
    synchronized Deployment deployment() {
        if (deployment == null) {
            deployment = Deployment.of(routes, pipeline, Naming.PLAIN, route -> System.getenv());
        }
        return deployment;
    }

    /**
     * The plan of a pipeline alone, of this one or another.
     *
     * @throws dev.dromedary.plan.FindingsException if it can't be planned
     */
    synchronized Plan plan(String name) {
        return plans.computeIfAbsent(name, each -> Plan.of(routes, List.of(each)));
    }

    /** To be told when a file of the routes has changed: they are read anew when they are next needed. */
    public synchronized void routesChanged() {
        deployment = null;
        plans.clear();
    }
}
