package dev.dromedary.plan.check;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A copy of a routes folder whose route files say the same in another form. What may stand where, Camel's schema says. */
public final class RewrittenRoutes {

    private final CamelSchema schema = new CamelSchema();
    private final boolean edited;
    private int ids;

    private RewrittenRoutes(boolean edited) {
        this.edited = edited;
    }

    /**
     * As Kaoto leaves a folder when somebody has opened and saved every file: everything that can have an id has one, options
     * are in another order, comments are gone, and texts are broken into lines elsewhere.
     *
     * @param routes the routes folder
     * @param saved where the copy goes
     * @throws IOException if a file can't be read or written
     */
    public static void save(Path routes, Path saved) throws IOException {
        new RewrittenRoutes(true).copy(routes, saved);
    }

    /**
     * As people write: a text for the whole wherever Camel takes one, no {@code expression} around one, and comments.
     *
     * @param routes the routes folder
     * @param shortened where the copy goes
     * @throws IOException if a file can't be read or written
     */
    public static void shorten(Path routes, Path shortened) throws IOException {
        new RewrittenRoutes(false).copy(routes, shortened);
    }

    private void copy(Path routes, Path to) throws IOException {
        for (Path file : Shipped.files(routes)) {
            Path copy = to.resolve(routes.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            if (file.toString().endsWith(RoutesText.ROUTE)) {
                Files.writeString(copy, rewrite(Files.readString(file)));
            } else {
                Files.copy(file, copy);
            }
        }
    }

    private String rewrite(String yaml) {
        List<?> items = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        List<Object> rewritten =
                items.stream().map(item -> rewrite(item, schema.item(), "item")).toList();
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(edited ? FlowStyle.BLOCK : FlowStyle.AUTO)
                .setWidth(edited ? 60 : 120)
                .build();
        return (edited ? "" : "# In the short form.\n") + new Dump(settings).dumpToString(rewritten);
    }

    private Object rewrite(Object value, CamelSchema.Shape shape, String name) {
        if (value instanceof List<?> list) {
            CamelSchema.Shape item = schema.shape(shape.json().path("items"));
            return list.stream().map(each -> rewrite(each, item, name)).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> rewritten = edited ? new TreeMap<>() : new LinkedHashMap<>();
        map.forEach((key, each) -> {
            String option = String.valueOf(key);
            boolean known = shape.properties().containsKey(option);
            rewritten.put(
                    option,
                    known ? rewrite(each, schema.shape(shape.properties().get(option)), option) : each);
        });
        return edited ? withId(rewritten, shape, name) : shortened(rewritten, shape);
    }

    private Object withId(Map<String, Object> value, CamelSchema.Shape shape, String name) {
        if (shape.properties().containsKey("id")) {
            value.computeIfAbsent("id", absent -> name + "-" + (1000 + ids++));
        }
        return value;
    }

    private static Object shortened(Map<String, Object> value, CamelSchema.Shape shape) {
        if (value.get("expression") instanceof Map<?, ?> language
                && language.keySet().stream().allMatch(shape.properties()::containsKey)) {
            value.remove("expression");
            language.forEach((key, each) -> value.put(String.valueOf(key), each));
        }
        boolean text = shape.textToo()
                && value.size() == 1
                && value.values().iterator().next() instanceof String;
        return text ? value.values().iterator().next() : value;
    }
}
