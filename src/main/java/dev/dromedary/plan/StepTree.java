package dev.dromedary.plan;

import dev.dromedary.function.runtime.EnvironmentPlaceholder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.xml.out.ModelWriter;

/**
 * Makes a tree of Camel's model. Camel generates its model writer from the model, so that every branch of every step is
 * in it, in each version; walking the model's classes by hand would miss what is new (and {@code
 * ProcessorDefinitionHelper} misses {@code onFallback}).
 */
final class StepTree extends ModelWriter {

    private final Path folder;
    private final Deque<Node> open = new ArrayDeque<>();
    private Step root;

    /** A node that is being read. */
    private static final class Node {
        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Step> children = new ArrayList<>();
        private String file;
        private int line;

        Node(String name, String file, int line) {
            this.name = name;
            this.file = file;
            this.line = line;
        }
    }

    private StepTree(Path folder) throws IOException {
        super(Writer.nullWriter());
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Reads a route or a route configuration.
     *
     * @param folder the routes folder, to which names of files are relative
     * @return the node with all that is in it
     */
    static Step of(Path folder, OptionalIdentifiedDefinition<?> definition) {
        try {
            StepTree tree = new StepTree(folder);
            tree.writeOptionalIdentifiedDefinitionRef(definition);
            return tree.root;
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is written, so nothing can fail", e);
        }
    }

    @Override
    protected void startElement(String name) {
        Node around = open.peek();
        open.push(new Node(name, around == null ? "" : around.file, around == null ? -1 : around.line));
    }

    @Override
    protected void startElement(String name, String namespace) {
        startElement(name);
    }

    @Override
    protected void startExpressionElement(String name) {
        startElement(name);
    }

    @Override
    protected void endExpressionElement(String name) {
        endElement();
    }

    @Override
    protected void endElement(String name) {
        endElement();
    }

    @Override
    protected void endElement() {
        Node node = open.pop();
        Step step = new Step(
                node.name, node.file, node.line, Map.copyOf(node.attributes), node.text.toString(), node.children);
        if (open.isEmpty()) {
            root = step;
        } else {
            open.peek().children.add(step);
        }
    }

    @Override
    protected void attribute(String name, Object value) {
        if (value != null) {
            open.peek()
                    .attributes
                    .put(name, EnvironmentPlaceholder.asProperties(EndpointUri.withoutCredentials(value.toString())));
        }
    }

    @Override
    protected void text(String text) {
        value(text);
    }

    @Override
    protected void text(String name, String text) {
        value(text);
    }

    @Override
    protected void value(String value) {
        if (value != null) {
            open.peek().text.append(EnvironmentPlaceholder.asProperties(value));
        }
    }

    @Override
    protected void doWriteOptionalIdentifiedDefinitionAttributes(OptionalIdentifiedDefinition<?> definition)
            throws IOException {
        super.doWriteOptionalIdentifiedDefinitionAttributes(definition);
        OptionalIdentifiedDefinition<?> place =
                definition instanceof RouteDefinition route ? route.getInput() : definition;
        if (place.getLineNumber() > 0) {
            open.peek().line = place.getLineNumber();
        }
        if (place.getLocation() != null) {
            open.peek().file = relative(place.getLocation());
        }
    }

    /** Camel's own leaves out the clauses that the YAML loader has set. */
    @Override
    protected void doWriteTryDefinition(String name, TryDefinition definition) throws IOException {
        startElement(name);
        doWriteProcessorDefinitionAttributes(definition);
        List<ProcessorDefinition<?>> all = new ArrayList<>(definition.getOutputs());
        if (definition.getCatchClauses() != null) {
            definition.getCatchClauses().stream()
                    .filter(clause -> !all.contains(clause))
                    .forEach(all::add);
        }
        if (definition.getFinallyClause() != null && !all.contains(definition.getFinallyClause())) {
            all.add(definition.getFinallyClause());
        }
        doWriteList(null, null, all, (ignored, each) -> writeOptionalIdentifiedDefinitionRef(each));
        endElement(name);
    }

    private String relative(String location) {
        Path file =
                Path.of(location.replaceFirst("^file:", "")).toAbsolutePath().normalize();
        return file.startsWith(folder) ? folder.relativize(file).toString().replace('\\', '/') : location;
    }
}
