package dev.dromedary.desk.cli;

import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** The files that a pipeline is run on if none are given. */
final class SampleFiles {

    private SampleFiles() {}

    /**
     * Those that the property {@code <pipeline>.samples} of the pipeline's properties files lists, separated by commas, or
     * {@code sample-csv/<pipeline>.csv}.
     *
     * @param routes the routes folder
     * @return the files, or none
     */
    static List<Path> of(RoutesFolder routes, String pipeline) throws IOException {
        Properties properties = new Properties();
        List<String> files = new ArrayList<>(routes.properties(pipeline));
        // What is read last wins.
        Collections.reverse(files);
        for (String file : files) {
            try (Reader reader = Files.newBufferedReader(routes.path().resolve(file))) {
                properties.load(reader);
            }
        }
        String listed = properties.getProperty(pipeline + ".samples", "");
        if (!listed.isBlank()) {
            return Arrays.stream(listed.split(","))
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
        }
        Path sample = Path.of("sample-csv", pipeline + ".csv");
        return Files.isRegularFile(sample) ? List.of(sample) : List.of();
    }
}
