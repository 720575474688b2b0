package dev.dromedary.function.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.MDC;

/** Logs as one JSON object a line, through the JDK's own logging, which starts faster than any other. */
final class JsonLog extends Formatter {

    /** Longest stack that a line carries; CloudWatch takes 256 KB an event. */
    private static final int LONGEST_STACK = 16_000;

    /** Kept, because a logger that nobody holds is collected and forgets its level. */
    private static final Logger OURS = Logger.getLogger("dev.dromedary");

    private JsonLog() {}

    /** Makes every logger of this JVM write JSON lines; what is below WARNING is written by our own loggers only. */
    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new JsonLog());
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }

    /** Runs something without a line in the log. */
    static void silently(Runnable work) {
        Handler[] handlers = Logger.getLogger("").getHandlers();
        Level[] levels = new Level[handlers.length];
        for (int i = 0; i < handlers.length; i++) {
            levels[i] = handlers[i].getLevel();
            handlers[i].setLevel(Level.OFF);
        }
        try {
            work.run();
        } finally {
            for (int i = 0; i < handlers.length; i++) {
                handlers[i].setLevel(levels[i]);
            }
        }
    }

    @Override
    public String format(LogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", Instant.ofEpochMilli(record.getMillis()).toString());
        line.put("level", level(record.getLevel()));
        line.put("message", formatMessage(record));
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null) {
            line.putAll(context);
        }
        line.put("logger", record.getLoggerName());
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            line.put("error", thrown.getClass().getName());
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            line.put(
                    "stack",
                    stack.toString().substring(0, Math.min(stack.getBuffer().length(), LONGEST_STACK)));
        }
        return JsonDocument.write(line) + "\n";
    }

    /** The words that CloudWatch and Lambda's own JSON logs use. */
    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }
}
