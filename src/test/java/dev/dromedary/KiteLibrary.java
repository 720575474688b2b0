package dev.dromedary;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A library of somebody else's, with a component {@code kite} and a data format {@code tail} that Camel's catalogue does not know. */
public final class KiteLibrary {

    private static final String PACKAGE = "org.example.kites";
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private static final String COMPONENT = """
            package org.example.kites;

            import java.util.Map;
            import org.apache.camel.*;
            import org.apache.camel.support.*;

            public class KiteComponent extends DefaultComponent {
                @Override
                protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options) throws Exception {
                    if (name.equals("torn")) {
                        throw new NoSuchMethodError("'void Rope.pull()'");
                    }
                    KiteEndpoint endpoint = new KiteEndpoint(uri, this, name);
                    setProperties(endpoint, options);
                    return endpoint;
                }

                public static class KiteEndpoint extends DefaultEndpoint {
                    private final String name;
                    private String colour = "red";
                    private int height;

                    KiteEndpoint(String uri, Component component, String name) {
                        super(uri, component);
                        this.name = name;
                    }

                    public void setColour(String colour) {
                        this.colour = colour;
                    }

                    public void setHeight(int height) {
                        this.height = height;
                    }

                    @Override
                    public Producer createProducer() {
                        return new DefaultProducer(this) {
                            @Override
                            public void process(Exchange exchange) {
                                String said = exchange.getMessage().getBody(String.class);
                                exchange.getMessage().setBody(said + ": " + name + " is " + colour + " at " + height);
                            }
                        };
                    }

                    @Override
                    public Consumer createConsumer(Processor processor) {
                        throw new UnsupportedOperationException();
                    }
                }
            }
            """;

    private static final String FORMAT = """
            package org.example.kites;

            import java.io.*;
            import org.apache.camel.Exchange;
            import org.apache.camel.spi.DataFormat;
            import org.apache.camel.support.service.ServiceSupport;

            public class TailFormat extends ServiceSupport implements DataFormat {
                @Override
                public void marshal(Exchange exchange, Object graph, OutputStream stream) throws IOException {
                    stream.write((graph + "~").getBytes());
                }

                @Override
                public Object unmarshal(Exchange exchange, InputStream stream) throws IOException {
                    return new String(stream.readAllBytes());
                }
            }
            """;

    /** As Camel's build plugin makes it. */
    private static final String ENTRY = """
            {
              "component": {
                "kind": "component", "name": "kite", "title": "Kite", "description": "Flies a kite.", "scheme": "kite",
                "javaType": "org.example.kites.KiteComponent", "groupId": "org.example", "artifactId": "kites", "version": "1.0",
                "extendsScheme": "", "syntax": "kite:name", "async": false, "api": false, "consumerOnly": false,
                "producerOnly": true, "lenientProperties": false, "remote": true
              },
              "componentProperties": {},
              "headers": {
                "KiteWind": { "index": 0, "kind": "header", "displayName": "", "group": "producer", "required": false,
                  "javaType": "String", "description": "The wind.", "deprecated": false, "autowired": false, "secret": false }
              },
              "properties": {
                "name": { "index": 0, "kind": "path", "displayName": "Name", "group": "producer", "required": true, "type": "string",
                  "javaType": "java.lang.String", "deprecated": false, "autowired": false, "secret": false,
                  "description": "What the kite is called." },
                "colour": { "index": 1, "kind": "parameter", "displayName": "Colour", "group": "producer", "required": false,
                  "type": "enum", "javaType": "java.lang.String", "enum": [ "red", "green" ], "deprecated": false, "autowired": false,
                  "secret": false, "defaultValue": "red", "description": "Its colour." },
                "height": { "index": 2, "kind": "parameter", "displayName": "Height", "group": "producer", "required": true,
                  "type": "integer", "javaType": "int", "deprecated": false, "autowired": false, "secret": false,
                  "description": "Metres above the ground." }
              }
            }
            """;

    private KiteLibrary() {}

    /** Makes the jar, with what Camel's build plugin adds of options and names. */
    public static Path described(Path jar) throws IOException {
        Map<String, byte[]> files = bare();
        files.put("META-INF/org/example/kites/kite.json", ENTRY.getBytes(StandardCharsets.UTF_8));
        files.put(SERVICES + "component.properties", bytes("components=kite\ngroupId=org.example\n"));
        files.put(SERVICES + "dataformat.properties", bytes("dataFormats=tail\n"));
        return write(jar, files);
    }

    /** Makes the jar with just what Camel needs to find the component. */
    public static Path undescribed(Path jar) throws IOException {
        return write(jar, bare());
    }

    /** Does something while the jar is on the class path of this thread. */
    public static <T> T with(Path jar, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, byte[]> bare() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(SERVICES + "component/kite", bytes("class=" + PACKAGE + ".KiteComponent\n"));
        files.put(SERVICES + "dataformat/tail", bytes("class=" + PACKAGE + ".TailFormat\n"));
        Path classes = Files.createTempDirectory("kites");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            boolean compiled = compiler.getTask(
                            null,
                            manager,
                            null,
                            List.of("--release", "17"),
                            null,
                            List.of(source("KiteComponent", COMPONENT), source("TailFormat", FORMAT)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("The library can't be compiled");
            }
        }
        try (var made = Files.walk(classes)) {
            for (Path file : made.filter(Files::isRegularFile).toList()) {
                files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                Files.delete(file);
            }
        }
        return files;
    }

    private static JavaFileObject source(String name, String text) {
        URI place = URI.create("string:///" + PACKAGE.replace('.', '/') + "/" + name + ".java");
        return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoringErrors) {
                return text;
            }
        };
    }

    private static Path write(Path jar, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
