package dev.dromedary.function.steps.lookup;

import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.LookupRows.CsvRows;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.LookupValues;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.steps.RoutesFile;
import dev.dromedary.function.steps.StepEndpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The lookups of a mapping, for all runs. Files are read when the route starts, objects when a run begins, unless they are as
 * they were; of tables, what the rows of a batch ask for is read before the batch is shaped.
 */
public final class Lookups {

    private final StepEndpoint endpoint;
    private final Map<String, LookupSource> sources;
    private final Map<String, CsvRows> files = new LinkedHashMap<>();
    private final Map<String, StoredRows> objects = new LinkedHashMap<>();
    private final StringBuilder texts = new StringBuilder();

    /**
     * Reads the files.
     *
     * @param endpoint the step
     * @param sources the lookups by their names, with placeholders
     * @param mostBytes how large an object may be
     * @throws IllegalArgumentException with one sentence if a file is not there or can't be used
     * @throws IOException if one can't be read
     */
    public Lookups(StepEndpoint endpoint, Map<String, LookupSource> sources, int mostBytes) throws IOException {
        this.endpoint = endpoint;
        this.sources = new LinkedHashMap<>(sources);
        for (Map.Entry<String, LookupSource> each : sources.entrySet()) {
            LookupSource source = each.getValue();
            if (source.file().isPresent()) {
                String text = RoutesFile.read(
                        endpoint.getCamelContext(), "lookup", source.file().get());
                texts.append(text.length()).append(':').append(text);
                files.put(each.getKey(), LookupRows.read(source.file().get(), bytes(text), source.key()));
            }
            source.object()
                    .ifPresent(object -> objects.put(each.getKey(), new StoredRows(object, source.key(), mostBytes)));
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The columns that are known when the route starts, by lookup: those of files. */
    public Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new HashMap<>();
        files.forEach((name, rows) -> columns.put(name, rows.columns()));
        return columns;
    }

    /** What files hold, for a hash: content that was processed with others is not the same work. */
    public String texts() {
        return texts.toString();
    }

    /**
     * Reads the objects that have changed since the last run.
     *
     * @return their ETags, for a hash
     * @throws IllegalArgumentException with one sentence if one can't be used
     */
    public String refresh() {
        StringBuilder etags = new StringBuilder();
        objects.values().forEach(object -> etags.append(object.refresh(
                        endpoint.client(S3Client.class), endpoint.getCamelContext()::resolvePropertyPlaceholders))
                .append(' '));
        return etags.toString();
    }

    /**
     * What a run looks things up in, in the order of the mapping's lookups. {@link #refresh} comes before.
     *
     * @param header the file's whose rows ask
     * @param mostKeys how many keys of a table are kept
     */
    public List<LookupValues> open(Mapping mapping, Header header, int mostKeys) {
        List<LookupValues> values = new ArrayList<>();
        for (String name : mapping.lookups()) {
            LookupSource source = sources.get(name);
            if (source.table().isPresent()) {
                String table = endpoint.getCamelContext()
                        .resolvePropertyPlaceholders(source.table().get());
                values.add(new TableLookup(
                        () -> endpoint.client(DynamoDbClient.class),
                        table,
                        source.key(),
                        new LookupRows(name, mapping.asked(name), header, source.required()),
                        mapping.asked(name),
                        mostKeys));
            } else {
                CsvRows rows = files.containsKey(name)
                        ? files.get(name)
                        : objects.get(name).rows();
                requireColumns(name, rows, mapping.asked(name));
                values.add(rows.of(name, header, source.required()));
            }
        }
        return values;
    }

    /** Where a mapping looks things up, placeholders resolved. */
    public List<LookupSource> sources(Mapping mapping) {
        UnaryOperator<String> resolved = endpoint.getCamelContext()::resolvePropertyPlaceholders;
        return mapping.lookups().stream()
                .map(sources::get)
                .map(source -> new LookupSource(
                        source.file(),
                        source.object()
                                .map(object -> new LookupSource.StoredObject(
                                        resolved.apply(object.bucket()), resolved.apply(object.key()))),
                        source.table().map(resolved),
                        source.key(),
                        source.required()))
                .toList();
    }

    /** Of an object they are known only now. */
    private static void requireColumns(String name, CsvRows rows, List<String> asked) {
        for (String column : asked) {
            if (rows != CsvRows.NONE && !rows.columns().contains(column)) {
                throw new IllegalArgumentException("The lookup " + name + " has no column \"" + column
                        + "\", which the mapping asks for; put it into the object, or ask for another");
            }
        }
    }
}
