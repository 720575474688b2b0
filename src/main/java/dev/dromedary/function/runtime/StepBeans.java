package dev.dromedary.function.runtime;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * Beans of the steps that routes name, so that no route names a class. Each is found as Camel finds a component: a file of its
 * name says which class it is.
 *
 * @see <a href="https://camel.apache.org/manual/registry.html">Registry</a>
 */
public final class StepBeans {

    private static final String FILES = "META-INF/services/org/apache/camel/bean/";

    /** What each function has. */
    private static final List<String> NAMES = List.of("announcedObject", "transientFailure");

    private StepBeans() {}

    /**
     * Makes the beans known by their names; each is made when a route first asks for it.
     *
     * @param context where classes are found
     * @param registry gets the beans
     */
    public static void bind(CamelContext context, Registry registry) {
        // As objects: naming their classes would be a dependency on steps.
        NAMES.forEach(name -> registry.bind(name, Object.class, () -> context.getCamelContextExtension()
                .getFactoryFinder(FILES)
                .newInstance(name)
                .orElseThrow(() -> new IllegalStateException("There is no file " + FILES + name))));
    }
}
