package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.spi.Registry;

/** The real route health-ingest, or another in its place, as a function, with a bucket, a bus and a ledger of its own. */
final class Ingest implements AutoCloseable {

    static final String ROUTE = "health-ingest";
    static final Path ROUTES = Path.of("routes");

    final EmbeddedCloud cloud;
    final String bucket;
    final Calls calls;
    final RouteFunction function;
    private final String route;

    private final Place place;

    /** How an ingest differs from that of a deployment. */
    static final class Setup {
        private boolean versioned = true;
        private Path routes = ROUTES;
        private String route = ROUTE;
        private final Properties properties = new Properties();
        private Consumer<Registry> beans = registry -> {};

        Setup unversioned() {
            versioned = false;
            return this;
        }

        Setup routes(Path folder) {
            routes = folder;
            return this;
        }

        Setup route(String id) {
            route = id;
            return this;
        }

        Setup property(String name, Object value) {
            properties.setProperty(name, String.valueOf(value));
            return this;
        }

        Setup beans(Consumer<Registry> binding) {
            beans = binding;
            return this;
        }
    }

    Ingest(EmbeddedCloud cloud) throws Exception {
        this(cloud, new Setup());
    }

    Ingest(EmbeddedCloud cloud, Setup setup) throws Exception {
        this.cloud = cloud;
        route = setup.route;
        place = new Place(cloud, setup.versioned);
        bucket = place.bucket;
        calls = place.calls;
        Services services = place.services(setup.properties, setup.beans);
        function = RouteFunction.start(RouteFiles.of(setup.routes, route), route, services);
        calls.pass();
    }

    /** Puts an object and gives the event that S3 makes of it. */
    Map<String, Object> upload(String key, byte[] content) {
        return place.upload(key, content);
    }

    Map<String, Object> upload(String key, String content) {
        return upload(key, content.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> invoke(Map<String, Object> event) {
        return invoke(event, Duration.ofMinutes(5));
    }

    Map<String, Object> invoke(Map<String, Object> event, Duration given) {
        return function.invoke(event, Invocation.starting("request", given));
    }

    /** The calls are no longer meddled with. */
    Map<String, Object> invokeUndisturbed(Map<String, Object> event) {
        calls.pass();
        return invoke(event);
    }

    /** Puts an object, hands its event to the route and gives the outcome. */
    String process(String key, byte[] content) {
        return Json.outcome(invoke(upload(key, content)));
    }

    String process(String key, String content) {
        return process(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** What the route has put on its bus, in any order. */
    List<Map<String, Object>> told() {
        return place.told();
    }

    /** Removes everything that was uploaded, written, told and noted. */
    void wipe() {
        calls.pass();
        store().clear();
        ledger().clear();
        place.forgetEvents();
    }

    /** What is in the bucket. */
    Store store() {
        return place.store();
    }

    /** What is in the ledger. */
    LedgerView ledger() {
        return place.ledger(route);
    }

    @Override
    public void close() {
        function.close();
    }
}
