package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.BatchMapper;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.LookupValues;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.SchemaException;
import dev.dromedary.function.steps.lookup.Lookups;
import dev.dromedary.function.steps.lookup.TableLookup;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code records:map}: gives the valid rows of a batch the columns that a mapping says, and lets go those that it filters out. */
final class MapProducer extends DefaultProducer {

    private final RecordsEndpoint endpoint;

    private ChosenFiles<MappingDocument> mappings;

    private int uniqueKeys;
    private int lookupKeys;

    MapProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        CamelContext context = endpoint.getCamelContext();
        Settings settings = new Settings(context);
        uniqueKeys = Math.toIntExact(settings.number("dromedary.unique.keys"));
        lookupKeys = Math.toIntExact(settings.number("dromedary.lookup.keys"));
        int lookupBytes = Math.toIntExact(settings.number("dromedary.lookup.bytes"));
        mappings =
                ChosenFiles.load(context, "mapping", endpoint.getMapping(), file -> load(context, file, lookupBytes));
        requireUsable();
    }

    /** A mapping that is wrong stops the start, not the first invocation, where it is known what it maps. */
    private void requireUsable() throws IOException {
        CamelContext context = endpoint.getCamelContext();
        List<RecordsEndpoint> steps = context.getEndpoints().stream()
                .filter(RecordsEndpoint.class::isInstance)
                .map(RecordsEndpoint.class::cast)
                .toList();
        List<RecordsEndpoint> opens = of(steps, RecordsEndpoint.Operation.open);
        if (opens.size() != 1 || of(steps, RecordsEndpoint.Operation.map).size() != 1) {
            // What it maps, and whether something else is mapped before, is known only when rows come.
            return;
        }
        List<SchemaDocument> schemas =
                SchemaDocuments.load(context, opens.get(0).getSchema()).all();
        mappings.all().forEach(mapping -> requireUsable(mapping, schemas));
    }

    /** Of schemas that a message chooses between it may be for one. */
    private void requireUsable(MappingDocument mapping, List<SchemaDocument> schemas) {
        SchemaException wrong = null;
        for (SchemaDocument schema : schemas) {
            try {
                Mapping.of(
                        mapping.file(),
                        mapping.document(),
                        schema.schema(),
                        new Placeholders(endpoint).atStart(),
                        mapping.lookups().columns());
                return;
            } catch (SchemaException e) {
                wrong = e;
            }
        }
        if (wrong != null) {
            throw wrong;
        }
    }

    private MappingDocument load(CamelContext context, String file, int lookupBytes) throws IOException {
        String text = RoutesFile.read(context, "mapping", file);
        Map<String, Object> document = JsonText.parse(file, text);
        Lookups lookups = new Lookups(endpoint, Mapping.lookups(file, document), lookupBytes);
        return new MappingDocument(
                file, document, lookups, Correlation.sha256(text) + Correlation.sha256(lookups.texts()));
    }

    /**
     * One of the mappings that a message may choose.
     *
     * @param file its name, relative to the routes folder
     * @param document what it says
     * @param lookups what it looks up in
     * @param hash of all that it is
     */
    private record MappingDocument(String file, Map<String, Object> document, Lookups lookups, String hash) {}

    private static List<RecordsEndpoint> of(List<RecordsEndpoint> steps, RecordsEndpoint.Operation operation) {
        return steps.stream().filter(step -> step.operation() == operation).toList();
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, "records:map");
        if (run.defect().isPresent()) {
            return;
        }
        List<Row> rows = Rows.of(exchange, "records:map");
        int index = Rows.index(exchange);
        run.counts().requireValidated(index, "records:map");
        Shaping shaping = run.shapings().of(this, () -> begin(run, exchange));
        DeadlineExceededException.check(exchange, "before shaping");
        lookUp(shaping, rows, exchange);
        // From here on nothing can fail: a row that was shaped must not be shaped again by a repeated step.
        List<Row> staying = shaping.mapper().map(rows);
        run.counts().addFiltered(rows.size() - staying.size());
        if (shaping.mapper().isFull()) {
            run.rejectWhole(new Defect(
                    "too_many_unique_values",
                    "The file has more than " + uniqueKeys + " different values of "
                            + String.join(", ", shaping.mapping().unique())
                            + ", which the mapping says are unique; raise dromedary.unique.keys and the route's memory (32 bytes"
                            + " for each value), or leave unique out"));
        }
        exchange.getMessage().setBody(staying);
    }

    private Shaping begin(Run run, Exchange exchange) {
        Header header = run.reader().header();
        MappingDocument chosen = mappings.of(exchange);
        Lookups lookups = chosen.lookups();
        String etags = lookups.refresh();
        Mapping mapping;
        try {
            mapping = Mapping.of(
                    chosen.file(),
                    chosen.document(),
                    run.shape(),
                    header,
                    new Placeholders(endpoint).of(exchange),
                    lookups.columns());
        } catch (SchemaException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        run.define(chosen.hash() + etags);
        List<LookupValues> values = lookups.open(mapping, header, lookupKeys);
        return new Shaping(
                new BatchMapper(mapping, now(run, exchange), values, uniqueKeys), values, lookups.sources(mapping));
    }

    /** That of the first claim, so that a retry works out the same. */
    private static Instant now(Run run, Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        return claim == null ? run.started() : claim.firstClaimed();
    }

    /** Reads what rows ask tables for, until no key depends on what was not read yet. */
    private static void lookUp(Shaping shaping, List<Row> rows, Exchange exchange) {
        List<LookupValues> all = shaping.lookups();
        all.forEach(lookup -> {
            if (lookup instanceof TableLookup table) {
                table.begin();
            }
        });
        boolean more = all.stream().anyMatch(TableLookup.class::isInstance);
        while (more) {
            more = false;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) instanceof TableLookup table) {
                    shaping.mapper().keys(rows, i, table::want);
                    more |= table.fetch(Backoff.until(exchange.getProperty(LedgerProperties.DEADLINE, Instant.class)));
                }
            }
        }
    }
}
