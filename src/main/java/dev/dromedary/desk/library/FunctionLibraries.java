package dev.dromedary.desk.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every function holds, as the build has listed it.
 *
 * @param versions by group and artifact, such as {@code org.apache.camel:camel-api}
 */
record FunctionLibraries(Map<String, String> versions) {

    private static final String RESOURCE = "function-libraries.txt";

    /** GROUP:ARTIFACT:jar:VERSION:SCOPE, maybe with a classifier before the version. */
    private static final Pattern LINE =
            Pattern.compile("\\s+([^:\\s]+:[^:\\s]+):jar:(?:[^:\\s]+:)?([^:\\s]+):(?:compile|runtime)\\b.*");

    /** A library of each family that is released as a whole, which tells the family's version. */
    private static final Map<String, String> FAMILIES = Map.of(
            Coordinates.CAMEL,
            Coordinates.CAMEL + ":camel-api",
            "software.amazon.awssdk",
            "software.amazon.awssdk:sdk-core");

    /** Those of this Dromedary. */
    static FunctionLibraries read() {
        try (InputStream in = FunctionLibraries.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The build has not listed what functions hold: " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can't be read", e);
        }
    }

    /** @param list as Maven's {@code dependency:list} writes it */
    static FunctionLibraries parse(String list) {
        Map<String, String> versions = new TreeMap<>();
        list.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> versions.put(line.group(1), line.group(2)));
        return new FunctionLibraries(versions);
    }

    /** The version that functions hold; empty if they hold none. */
    Optional<String> held(String group, String artifact) {
        return Optional.ofNullable(versions.get(group + ":" + artifact));
    }

    /** The version that goes with what functions hold; empty if any will do. */
    Optional<String> wanted(String group, String artifact) {
        return held(group, artifact)
                .or(() -> Optional.ofNullable(FAMILIES.get(group)).map(versions::get));
    }
}
