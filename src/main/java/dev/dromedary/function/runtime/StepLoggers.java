package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.log.LogEndpoint;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;

/**
 * Lets the log steps of a route and its {@code log:} endpoints write from {@code INFO} on, whatever their loggers are
 * called. They are held, as the JDK lets go of loggers that nobody holds, with their levels.
 */
record StepLoggers(List<Logger> held) {

    /** Opens the loggers that a started context uses. */
    static StepLoggers open(CamelContext context, String routeId) {
        Stream<String> endpoints = context.getEndpoints().stream()
                .filter(LogEndpoint.class::isInstance)
                .map(endpoint -> ((LogEndpoint) endpoint).getLoggerName());
        Stream<String> steps =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                        .flatMap(route ->
                                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), LogDefinition.class)
                                        .stream())
                        .map(LogDefinition::getLogName)
                        .filter(Objects::nonNull)
                        .map(context::resolvePropertyPlaceholders);
        List<Logger> loggers = Stream.of(Stream.of(routeId), endpoints, steps)
                .flatMap(names -> names)
                .distinct()
                .map(Logger::getLogger)
                .toList();
        loggers.forEach(logger -> logger.setLevel(Level.INFO));
        return new StepLoggers(loggers);
    }
}
