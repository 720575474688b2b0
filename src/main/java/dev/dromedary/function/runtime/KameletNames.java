package dev.dromedary.function.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Kamelets that a route file speaks of, found in its text, as loading a file to ask Camel costs a cold start much more.
 * One of one's own is {@code NAME.kamelet.yaml} beside the route or in {@code shared/}; all others are those of Camel's
 * catalogue, which are on the class path.
 *
 * @see <a href="https://camel.apache.org/manual/kamelets/">Kamelets</a>
 */
public final class KameletNames {

    /** What the name of a Kamelet's file ends with. */
    public static final String ENDING = ".kamelet.yaml";

    private static final Pattern NAME = Pattern.compile("\\bkamelet:(?://)?([a-z0-9]+(?:-[a-z0-9]+)*)(?![-\\w${])");
    /** In a Kamelet, these are what calls it, and what it calls. */
    private static final Set<String> ENDS = Set.of("source", "sink");

    private KameletNames() {}

    /** The names in a file's text, in its order; also those that only a description mentions. */
    static Set<String> in(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (!ENDS.contains(matcher.group(1))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /**
     * The file of a Kamelet of one's own.
     *
     * @param folder the routes folder
     * @param pipeline the folder in it where the Kamelet is looked for first
     * @return relative to the routes folder; empty if there is none
     */
    public static Optional<String> fileOf(Path folder, String pipeline, String name) {
        return Stream.of(pipeline, "shared")
                .map(each -> each + "/" + name + ENDING)
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .findFirst();
    }
}
