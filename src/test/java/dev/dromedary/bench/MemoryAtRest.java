package dev.dromedary.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The memory of each function of a plan at rest, after one event.
 *
 * <p>Arguments: the function zip, beside the zips of other packages, and the plan (JSON). Prints lines of a table: the MB that the process holds, those of the heap in use
 * after a collection, and its threads.
 */
public final class MemoryAtRest {

    private MemoryAtRest() {}

    /**
     * Measures each function in turn.
     *
     * @param arguments the function zip, the plan
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("| function | memory | resident, MB | heap in use, MB | threads |");
        System.out.println("| --- | --- | --- | --- | --- |");
        PlannedStart.each(Path.of(arguments[0]), Path.of(arguments[1]), route -> List.of(), MemoryAtRest::print);
    }

    private static void print(PlannedStart start) throws IOException, InterruptedException {
        long process = start.process().id();
        Path status = Path.of("/proc/" + process + "/status");
        // The heap is asked for last: a collection frees what a function at rest holds.
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %d | %d | %d | %d |%n",
                start.route(),
                start.memory(),
                figure(status, "VmRSS") / 1024,
                heap(process) / 1024,
                figure(status, "Threads"));
    }

    private static long figure(Path status, String name) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Kilobytes of the heap that are still in use after a collection. */
    private static long heap(long process) throws IOException, InterruptedException {
        command("jcmd", Long.toString(process), "GC.run");
        String[] lines = command("jstat", "-gc", Long.toString(process)).strip().split("\n");
        String[] names = lines[0].strip().split("\\s+");
        String[] values = lines[1].strip().split("\\s+");
        double used = 0;
        for (int i = 0; i < names.length; i++) {
            // The survivor spaces, eden and the old generation.
            if (names[i].matches("S0U|S1U|EU|OU")) {
                used += Double.parseDouble(values[i]);
            }
        }
        return (long) used;
    }

    private static String command(String name, String... arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", name).toString();
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(tool), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed: " + output);
        }
        return output;
    }
}
