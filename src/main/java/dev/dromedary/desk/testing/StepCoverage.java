package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.StepPlace;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Which steps of the routes that cases start were reached by one of them. */
public final class StepCoverage {

    private final Map<StepPlace, Boolean> reached = new ConcurrentSkipListMap<>();

    /**
     * A file of routes.
     *
     * @param steps how many it has
     * @param missed those that no case has reached, in the order of their lines
     */
    public record File(int steps, List<StepPlace> missed) {

        /** How many were reached. */
        public int reached() {
            return steps - missed.size();
        }
    }

    StepCoverage() {}

    /** Looks at a context whose routes are not loaded yet. */
    void watch(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(new Watch());
    }

    /** All files that cases have loaded, by their names. */
    public SortedMap<String, File> files() {
        return reached.entrySet().stream()
                .collect(Collectors.groupingBy(
                        step -> step.getKey().file(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), StepCoverage::file)));
    }

    private static File file(List<Map.Entry<StepPlace, Boolean>> steps) {
        return new File(
                steps.size(),
                steps.stream()
                        .filter(step -> !step.getValue())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private final class Watch implements InterceptStrategy {

        @Override
        public Processor wrapProcessorInInterceptors(
                CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
            StepPlace place = StepPlace.of(definition).orElse(null);
            if (place == null) {
                return target;
            }
            reached.putIfAbsent(place, false);
            return new DelegateAsyncProcessor(target) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    reached.put(place, true);
                    return super.process(exchange, callback);
                }
            };
        }
    }
}
