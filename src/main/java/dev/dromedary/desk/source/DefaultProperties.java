package dev.dromedary.desk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/** What every function takes for granted, such as the name of the ledger's table. Whatever else there is comes first. */
final class DefaultProperties implements PropertiesSource, Ordered {

    private static final String FILE = "application.properties";
    /** Tells this project's file from one of an application. */
    private static final String OWN = "dromedary.ledger.table";

    private final PropertiesComponent component;
    private final Properties defaults;

    /** @param component whose initial properties, which it would ask after this, come first */
    DefaultProperties(PropertiesComponent component) {
        this.component = component;
        defaults = read();
    }

    private static Properties read() {
        try {
            for (URL file :
                    Collections.list(DefaultProperties.class.getClassLoader().getResources(FILE))) {
                Properties properties = new Properties();
                try (InputStream in = file.openStream()) {
                    properties.load(in);
                }
                if (properties.containsKey(OWN)) {
                    return properties;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The defaults of functions can't be read", e);
        }
        throw new IllegalStateException("The jar holds no " + FILE + " with the defaults of functions");
    }

    @Override
    public String getName() {
        return "dromedary";
    }

    @Override
    public String getProperty(String name) {
        Properties initial = component.getInitialProperties();
        return initial != null && initial.containsKey(name) ? null : defaults.getProperty(name);
    }

    @Override
    public int getOrder() {
        return LOWEST;
    }
}
