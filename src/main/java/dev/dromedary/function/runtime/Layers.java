package dev.dromedary.function.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Layers of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html">Layers</a>
 */
public final class Layers {

    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final int MOST = 5;

    /** A placeholder of the plan or what it stands for. */
    private static final Pattern VERSION =
            Pattern.compile("arn:(\\$\\{partition}|aws[a-z-]*):lambda:(\\$\\{region}|[a-z0-9-]+):"
                    + "(\\$\\{account}|\\d{12}):layer:[A-Za-z0-9_-]{1,64}:\\d+");

    private Layers() {}

    /**
     * The ARNs of layer versions that a trigger names, in the order in which Lambda puts them over each other.
     *
     * @throws IllegalArgumentException in one sentence, if one is none, or there are too many
     */
    public static List<String> of(LambdaEndpoint endpoint) {
        String text = endpoint.getLayers() == null ? "" : endpoint.getLayers();
        List<String> layers = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(layer -> !layer.isEmpty())
                .toList();
        if (layers.size() > MOST) {
            throw new IllegalArgumentException(
                    "The option layers names " + layers.size() + " layers; a function has at most " + MOST);
        }
        for (String layer : layers) {
            if (!VERSION.matcher(layer).matches()) {
                throw new IllegalArgumentException("The option layers holds \"" + layer
                        + "\"; it has to be the ARN of a layer's version, such as"
                        + " arn:${partition}:lambda:${region}:${account}:layer:NAME:1");
            }
        }
        return layers;
    }
}
