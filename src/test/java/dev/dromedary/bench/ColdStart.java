package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures a cold start: from the start of the process to its reply to the first event, a file of a hundred rows. The
 * function zip and {@link PlainHandler}, each under AWS's runtime interface client, with the same jars of the SDK and
 * the same options of the JVM, take turns.
 *
 * <p>Arguments: the zip (or several, to compare builds), the folder with the jars of the plain handler, the number of
 * rounds, then options of the JVM.
 */
public final class ColdStart {

    private static final String HANDLER = "dev.dromedary.function.runtime.FunctionHandler";

    private final Path folder;
    private final String[] options;

    private ColdStart(Path folder, String[] options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Runs the measurement and prints its result.
     *
     * @param arguments zips separated by commas, folder of jars, rounds, options of the JVM
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cold-start");
        String[] options = Stream.of(arguments).skip(3).toArray(String[]::new);
        new ColdStart(folder, options)
                .measure(
                        Stream.of(arguments[0].split(",")).map(Path::of).toList(),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]));
        System.exit(0);
    }

    private void measure(List<Path> zips, Path jars, int rounds) throws Exception {
        StartRace race = new StartRace();
        for (Path zip : zips) {
            String name = zip.getFileName().toString();
            Path task = Files.createDirectories(folder.resolve(name));
            FunctionProcess.unzip(zip, task);
            race.with(name, environment -> start(task, HANDLER, environment));
            if (System.getenv("TRACED") != null) {
                race.with(name + ", traced", new Traced(environment -> start(task, HANDLER, environment)));
            }
        }
        Path plain = plain(jars);
        race.with("plain handler", environment -> start(plain, PlainHandler.class.getName(), environment));
        System.out.printf("options: %s%n", String.join(" ", options));
        race.run(rounds);
    }

    private FunctionProcess start(Path task, String handler, Map<String, String> environment) throws IOException {
        return FunctionProcess.start(task, handler, folder.resolve("log"), environment, options);
    }

    private record Traced(StartRace.Candidate candidate) implements StartRace.Candidate {

        @Override
        public FunctionProcess start(Map<String, String> environment) throws IOException {
            return candidate.start(environment);
        }

        @Override
        public boolean traced() {
            return true;
        }
    }

    /** The handler, and the jars of the SDK and of logging, as a build by hand would package them. */
    private Path plain(Path jars) throws IOException {
        Path plain = folder.resolve("plain");
        Files.createDirectories(plain.resolve("lib"));
        try (Stream<Path> all = Files.list(jars)) {
            for (Path jar : all.toList()) {
                Files.copy(jar, plain.resolve("lib").resolve(jar.getFileName()));
            }
        }
        copy(PlainHandler.class, plain);
        return plain;
    }

    /** Copies a class to where a function's own classes are. */
    static void copy(Class<?> handler, Path task) throws IOException {
        String name = handler.getName().replace('.', '/') + ".class";
        Path target = task.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(handler.getResourceAsStream("/" + name), target);
    }
}
