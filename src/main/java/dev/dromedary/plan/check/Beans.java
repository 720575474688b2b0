package dev.dromedary.plan.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Beans that routes can name. */
final class Beans {

    /** What every function has: its clients, the ledger, the templates and Camel's aggregation strategies by short names. A test holds it against a started one. */
    static final Set<String> BOUND = Set.of(
            "ledger templates original grouped s3 dynamoDb eventBridge ses sns sqs kinesis firehose athena stepFunctions bedrock bedrockAsync"
                    .split(" "));

    private Beans() {}

    /**
     * The beans that a route's files declare.
     *
     * @param routes the routes
     * @param file the file of the route; beans of its pipeline and of {@code shared} count
     * @return class names by names of beans
     */
    static Map<String, String> declared(RoutesText routes, SourceFile file) {
        Map<String, String> declared = new TreeMap<>();
        for (Element element : routes.elements()) {
            String folder = element.file().folder();
            if (element.type().equals("BeanFactoryDefinition")
                    && (folder.equals(file.folder()) || folder.equals("shared"))) {
                declared.put(element.text("name"), element.text("type"));
            }
        }
        return declared;
    }
}
