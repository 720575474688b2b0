package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.logs.FunctionLogs;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;

/**
 * Keeps what a route logs with the folder of the embedded cloud.
 *
 * @param logs keeps it
 */
record KeptLog(FunctionLogs logs) implements LogListener {

    static KeptLog in(FunctionLogs logs) {
        return new KeptLog(logs);
    }

    @Override
    public String onLog(Exchange exchange, CamelLogger logger, String message) {
        logs.log(
                exchange.getFromRouteId(),
                logger.getLevel().name().toLowerCase(Locale.ROOT),
                exchange.getProperty("correlationId", String.class),
                message);
        return message;
    }
}
