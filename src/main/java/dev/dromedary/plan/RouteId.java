package dev.dromedary.plan;

import java.util.Locale;
import java.util.Optional;

/** The id of a function's route, which follows from its folder and file and names the function. */
public final class RouteId {

    private static final String ENDING = ".camel.yaml";

    private RouteId() {}

    /**
     * The id that the route of a file has to have.
     *
     * @param file the route file, relative to the routes folder
     * @return such as {@code orders-take} for {@code orders/take.camel.yaml}
     */
    public static String of(String file) {
        return file.replace('/', '-').replaceFirst("\\.camel\\.yaml$", "");
    }

    /**
     * What is wrong with a route's id, or with the file that it follows from.
     *
     * @param file the route file, relative to the routes folder
     * @param id what is written as the id; null or blank if there is none
     * @return one sentence; empty if nothing is wrong
     */
    public static Optional<String> fault(String file, String id) {
        String pipeline = file.substring(0, Math.max(0, file.indexOf('/')));
        String verb = file.substring(pipeline.length() + 1).replaceFirst("\\.camel\\.yaml$", "");
        if (!pipeline.matches("[a-z0-9]+")) {
            return Optional.of(
                    "The folder \"" + pipeline + "\" names a pipeline of functions, which are called after it: it"
                            + " may hold lower-case letters and digits alone; rename it to \""
                            + pipeline.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "\".");
        }
        if (!verb.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            return Optional.of(
                    "The file \"" + verb + ENDING + "\" names a function: it may hold lower-case letters and digits"
                            + " alone, with single hyphens between words; rename it to \"" + hyphened(verb) + ENDING
                            + "\", and its route to \"" + pipeline + "-" + hyphened(verb) + "\".");
        }
        if (id == null || id.isBlank()) {
            return Optional.of("The route has no id; after its folder and file it has to be \"" + of(file) + "\".");
        }
        return id.equals(of(file))
                ? Optional.empty()
                : Optional.of("The route's id is \"" + id + "\"; after its folder and file it has to be \"" + of(file)
                        + "\".");
    }

    /** {@code uploadToS3} is {@code upload-to-s3}. */
    private static String hyphened(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
