package dev.dromedary.plan;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A copy of the routes folder with a pipeline of its own, {@code orders}. */
final class PlannedRoutes {

    static final Path SHIPPED = Shipped.ROUTES;

    private final Path folder;

    /** With the shipped pipelines beside it. */
    PlannedRoutes(Path folder) throws IOException {
        this(folder, SHIPPED);
    }

    /** Without the shipped pipelines, which takes less time; their error handling is there. */
    static PlannedRoutes alone(Path folder) throws IOException {
        return new PlannedRoutes(folder, SHIPPED.resolve("shared"));
    }

    private PlannedRoutes(Path folder, Path shipped) throws IOException {
        this.folder = folder;
        for (Path file : Shipped.files(SHIPPED)) {
            if (file.startsWith(shipped)) {
                Path copy = folder.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        write("orders/orders.properties", """
                orders.bucket=shop-orders
                orders.archive=shop-archive
                orders.bus=shop
                orders.table=shop-orders
                orders.table.key=id
                orders.queue=shop-orders
                orders.queue-url=https://sqs.us-east-1.amazonaws.com/000000000000/shop-orders
                orders.fifo=shop-orders.fifo
                orders.fifo-url=https://sqs.us-east-1.amazonaws.com/000000000000/shop-orders.fifo
                orders.stream=shop-clicks
                orders.topic=arn:aws:sns:us-east-1:000000000000:shop-news
                """);
    }

    PlannedRoutes write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    PlannedRoutes append(String file, String text) throws IOException {
        return write(file, Files.readString(folder.resolve(file)) + text);
    }

    PlannedRoutes replace(String file, String old, String fresh) throws IOException {
        String text = Files.readString(folder.resolve(file));
        if (!text.contains(old)) {
            throw new IllegalStateException(file + " does not hold " + old);
        }
        return write(file, text.replace(old, fresh));
    }

    /** Adds the route {@code orders-NAME}. */
    PlannedRoutes route(String name, String uri, String options, String steps) throws IOException {
        return write("orders/" + name + ".camel.yaml", """
                - route:
                    id: orders-%s
                    from:
                      uri: %s
                      parameters: { %s }
                      steps:
                """.formatted(name, uri, options) + steps.indent(8));
    }

    /** Adds the route {@code orders-ingest} at {@code raw/*.csv}. */
    PlannedRoutes ingest(String steps) throws IOException {
        return route(
                "ingest", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, suffix: .csv", steps);
    }

    Plan plan() {
        return Plan.of(new RoutesFolder(folder));
    }

    /** What is wrong. */
    List<Finding> findings() {
        try {
            plan();
            return List.of();
        } catch (FindingsException e) {
            return e.findings();
        }
    }

    /** What the route {@code orders-NAME} may do, as {@code action resource} lines without what all ARNs have in common. */
    Set<String> allowed(String name) {
        return allowed(plan().functions().get("orders-" + name).needs().permissions());
    }

    static Set<String> allowed(Collection<Permission> permissions) {
        Set<String> allowed = new TreeSet<>();
        for (Permission permission : permissions) {
            permission
                    .actions()
                    .forEach(action -> allowed.add(action + " "
                            + permission
                                    .resource()
                                    .replace("arn:${partition}:", "")
                                    .replace("${region}:${account}:", "")));
        }
        return allowed;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value, String... path) {
        Map<String, Object> map = (Map<String, Object>) value;
        for (String name : path) {
            map = (Map<String, Object>) map.get(name);
        }
        return map;
    }
}
