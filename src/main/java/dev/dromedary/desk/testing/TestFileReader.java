package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads test files, and refuses what is wrong in them. */
final class TestFileReader {

    private final Path routes;
    private final TestFileSchema schema = new TestFileSchema();

    TestFileReader(Path routes) {
        this.routes = routes;
    }

    /**
     * Reads a file.
     *
     * @param name relative to the routes folder
     * @throws TestFileException with file, line and column of all mistakes
     */
    TestFile read(String name) {
        Path path = routes.resolve(name);
        String text;
        try {
            text = Files.readString(path);
        } catch (MalformedInputException e) {
            throw new TestFileException(path + ":1:1: The file is not text in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        YamlText yaml = YamlText.parse(path.toString(), text);
        List<String> mistakes = new ArrayList<>(schema.mistakes(path.toString(), yaml));
        if (mistakes.isEmpty()) {
            mistakes.addAll(mistakes(path.toString(), yaml));
        }
        if (!mistakes.isEmpty()) {
            throw new TestFileException(String.join(System.lineSeparator(), mistakes));
        }
        String ownRoute =
                name.substring(0, name.length() - TestFile.ENDING.length()).replace('/', '-');
        return new TestFile(routes, name, yaml.root().path("route").asText(ownRoute), text, cases(yaml));
    }

    private static List<TestCase> cases(YamlText yaml) {
        List<TestCase> cases = new ArrayList<>();
        for (JsonNode each : yaml.root().get("cases")) {
            int line = yaml.places().get("/cases/" + cases.size()).from().getLine() + 1;
            ObjectNode given =
                    each.get("given") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            ObjectNode then = each.get("then") instanceof ObjectNode object ? object : null;
            cases.add(new TestCase(
                    each.get("name").asText(), cases.size(), line, given, (ArrayNode) each.get("when"), then));
        }
        return cases;
    }

    /** What a schema can't say. */
    private static List<String> mistakes(String file, YamlText yaml) {
        List<String> mistakes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode cases = yaml.root().get("cases");
        for (int number = 0; number < cases.size(); number++) {
            String pointer = "/cases/" + number;
            String name = cases.get(number).get("name").asText();
            if (!names.add(name)) {
                mistakes.add(at(file, yaml, pointer + "/name") + "Two cases are called \"" + name + "\".");
            }
            JsonNode steps = cases.get(number).get("when");
            for (int step = 0; step < steps.size(); step++) {
                if (steps.get(step).path("again").asInt(0) > step) {
                    mistakes.add(at(file, yaml, pointer + "/when/" + step + "/again")
                            + "again names a step by its number from 1, and it has to come before this one.");
                }
            }
        }
        return mistakes;
    }

    private static String at(String file, YamlText yaml, String pointer) {
        return YamlText.at(file, yaml.places().get(pointer).from());
    }
}
