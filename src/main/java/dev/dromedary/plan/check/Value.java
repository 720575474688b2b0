package dev.dromedary.plan.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file, or in one of JSON, which is YAML, too; it knows where it stands. One that holds itself, by an
 * anchor, is empty.
 *
 * @param node a mapping, a sequence or a scalar
 */
record Value(Node node) {

    /**
     * An entry of a mapping.
     *
     * @param key its name
     * @param value what it is set to
     */
    record Entry(Value key, Value value) {
        String name() {
            return key.text();
        }
    }

    /**
     * Reads a file.
     *
     * @return its root; empty if there is nothing but comments
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is no YAML
     */
    static Optional<Value> parse(String text) {
        // Routes use no anchors; the limit is on what a text may unfold to.
        LoadSettings settings = LoadSettings.builder().build();
        return new Compose(settings).composeString(text).map(Value::new);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isNull() {
        return isText() && node.getTag().equals(Tag.NULL);
    }

    /** The text of a scalar; empty for the others. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /**
     * The texts in it, in their order, wherever they stand.
     *
     * @param prose names of texts that people read, which are left out
     */
    Stream<Value> texts(Set<String> prose) {
        return Stream.of(
                        isText() ? Stream.of(this) : Stream.<Value>empty(),
                        items().stream().flatMap(item -> item.texts(prose)),
                        entries().stream()
                                .filter(entry -> !prose.contains(entry.name())
                                        || !entry.value().isText())
                                .flatMap(entry -> entry.value().texts(prose)))
                .flatMap(Function.identity());
    }

    List<Entry> entries() {
        return node instanceof MappingNode map && !node.isRecursive()
                ? map.getValue().stream()
                        .map(tuple -> new Entry(new Value(tuple.getKeyNode()), new Value(tuple.getValueNode())))
                        .toList()
                : List.of();
    }

    Optional<Entry> entry(String name) {
        return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    Optional<Value> get(String name) {
        return entry(name).map(Entry::value);
    }

    List<Value> items() {
        return node instanceof SequenceNode list && !node.isRecursive()
                ? list.getValue().stream().map(Value::new).toList()
                : List.of();
    }

    /** Line of its beginning, 1-based. */
    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** Column of its beginning, 1-based. */
    int column() {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
