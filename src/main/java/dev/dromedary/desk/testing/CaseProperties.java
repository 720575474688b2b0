package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.PropertyOverrides;
import dev.dromedary.function.runtime.ParameterSettings;
import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;

/** The properties of a case: those of its route's files and what it gives in their place. No environment overrides them. */
final class CaseProperties {

    private final Map<String, String> properties;

    CaseProperties(RouteFiles files, Map<String, String> given) {
        properties = new HashMap<>(ofFiles(files));
        // Nobody waits for a retry, or until a setting is read again.
        properties.put("dromedary.redelivery.delay", "1");
        properties.put(ParameterSettings.KEPT, "0");
        properties.putAll(given);
    }

    /** What stands in several is taken from the first, as a function does it. */
    private static Map<String, String> ofFiles(RouteFiles files) {
        Map<String, String> all = new HashMap<>();
        try {
            List<InputStream> sources = new ArrayList<>();
            for (String file : files.properties()) {
                Path path = files.folder().resolve(file);
                sources.add(Files.newInputStream(path));
            }
            sources.add(CaseProperties.class.getResourceAsStream("/application.properties"));
            for (InputStream source : sources) {
                try (source) {
                    Properties read = new Properties();
                    read.load(source);
                    read.stringPropertyNames().forEach(name -> all.putIfAbsent(name, read.getProperty(name)));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> all() {
        return Map.copyOf(properties);
    }

    /** Sets them in a context that is not started yet. */
    void set(CamelContext context) {
        PropertyOverrides.set(context, properties);
        // For properties that no file has.
        Properties initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setOverrideProperties(initial);
    }
}
