package dev.dromedary.desk.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** The files that a pipeline is run on if none are given. */
final class SampleFiles {

    private SampleFiles() {}

    /**
     * Those that the property {@code <pipeline>.samples} of {@code <pipeline>/<pipeline>.properties} lists, separated by commas, or
     * {@code sample-csv/<pipeline>.csv}.
     *
     * @param routes the routes folder
     * @return the files, or none
     */
    static List<Path> of(Path routes, String pipeline) throws IOException {
        Path settings = routes.resolve(pipeline).resolve(pipeline + ".properties");
        Properties properties = new Properties();
        if (Files.isRegularFile(settings)) {
            try (Reader reader = Files.newBufferedReader(settings)) {
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
