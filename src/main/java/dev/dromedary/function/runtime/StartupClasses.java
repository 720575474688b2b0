package dev.dromedary.function.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads classes ahead of the thread that starts a function, which then finds them: most of a cold start is reading classes, one after
 * the other as each is first needed, while the second processor has nothing to do. Classes are loaded, and not initialised, so that nothing
 * runs earlier than it would.
 *
 * <p>The list is what shipped functions are seen to load; {@code bench/startup-classes.sh} writes it. A line is the name of a class and the
 * words in the files of the routes that need it, or no word if nearly all do; in the order in which they are needed.
 */
final class StartupClasses {

    /** The list, among the classes. */
    static final String LIST = "dev/dromedary/function/runtime/startup-classes.txt";

    private final ClassLoader loader;
    private final RouteFiles files;

    /** Whether the route's files have one of a line's words. */
    private final Map<String, Boolean> wanted = new HashMap<>();

    private StartupClasses(ClassLoader loader, RouteFiles files) {
        this.loader = loader;
        this.files = files;
    }

    /**
     * Begins to load the classes that a route is likely to need.
     *
     * @param loader that of the function's classes
     * @param files the route's
     * @return the thread that does it; nobody has to wait for it
     */
    static Thread load(ClassLoader loader, RouteFiles files) {
        Thread thread = new Thread(new StartupClasses(loader, files)::load, "startup-classes");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void load() {
        try {
            String routes = routes();
            String list = list();
            for (int start = 0, end; start < list.length(); start = end + 1) {
                end = list.indexOf('\n', start);
                String[] line = list.substring(start, end).split(" ", 2);
                if (line.length == 1 || wanted.computeIfAbsent(line[1], words -> hasOne(routes, words))) {
                    load(line[0]);
                }
            }
        } catch (IOException e) {
            // A route's file that can't be read stops the start itself, which says so.
        }
    }

    private String routes() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String file : files.routes()) {
            text.append(Files.readString(files.folder().resolve(file)));
        }
        return text.toString();
    }

    private String list() throws IOException {
        try (InputStream in = loader.getResourceAsStream(LIST)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean hasOne(String routes, String words) {
        return Stream.of(words.split(" ")).anyMatch(routes::contains);
    }

    private void load(String name) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // The list is of one version of each library and of the JDK, and of all packages. What a route misses
            // itself, it says.
        }
    }
}
