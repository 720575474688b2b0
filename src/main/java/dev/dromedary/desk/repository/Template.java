package dev.dromedary.desk.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that new repositories and pipelines are made from: resources, in which {@code @name@} is filled in. */
final class Template {

    private Template() {}

    /**
     * The files of a new repository.
     *
     * @return names of templates, and where each goes in the repository
     */
    static Map<String, String> index() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        read("index.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .forEach(line -> files.put(line[0], line[1]));
        return files;
    }

    /**
     * Fills a template in.
     *
     * @param name of the template
     * @param values by name
     */
    static String filled(String name, Map<String, String> values) throws IOException {
        String text = read(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    /** Writes a file with its folders. */
    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("template/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
