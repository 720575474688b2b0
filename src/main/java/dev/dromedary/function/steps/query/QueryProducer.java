package dev.dromedary.function.steps.query;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.RoutesFile;
import dev.dromedary.function.steps.SchemaDocument;
import dev.dromedary.function.steps.lineage.LineageStore;
import dev.dromedary.function.steps.query.duckdb.DuckDbEngine;
import dev.dromedary.function.steps.query.duckdb.KeptObjects;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code query:select} and {@code query:store}. Can be repeated: nothing is visible before the last call. */
final class QueryProducer extends DefaultProducer {

    private final QueryEndpoint endpoint;
    private final QueryEndpoint.Operation operation;
    private final Map<String, TableSchema> schemas = new HashMap<>();
    private SqlText sql;
    private QueryLineage lineage;
    private TableSchema result;
    private long putBytes;

    QueryProducer(QueryEndpoint endpoint, QueryEndpoint.Operation operation) {
        super(endpoint);
        this.endpoint = endpoint;
        this.operation = operation;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        sql = new SqlText(endpoint.getSql(), RoutesFile.read(endpoint.getCamelContext(), "query", endpoint.getSql()));
        result = schema(endpoint.getSchema());
        lineage = new QueryLineage(LineageStore.of(endpoint), endpoint.getSql(), sql.text());
        putBytes =
                Long.parseLong(endpoint.getCamelContext().resolvePropertyPlaceholders("{{dromedary.query.put-bytes}}"));
        for (Map.Entry<String, String> each :
                TableList.of(endpoint.getSchemas()).entrySet()) {
            schemas.put(each.getKey(), schema(each.getValue()));
        }
    }

    private TableSchema schema(String file) throws IOException {
        return SchemaDocument.parse(file, RoutesFile.read(endpoint.getCamelContext(), "schema", file))
                .schema();
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DeadlineExceededException.check(exchange, "before a query");
        S3Client client = endpoint.client(S3Client.class);
        Query query = query(exchange, client);
        Object body =
                operation == QueryEndpoint.Operation.select ? select(exchange, query) : store(exchange, client, query);
        exchange.getMessage().setBody(body);
    }

    private Query query(Exchange exchange, S3Client client) {
        Optional<String> partition =
                Optional.ofNullable(endpoint.getPartition()).map(text -> endpoint.evaluate(text, exchange));
        Map<String, String> values = new HashMap<>();
        partition.map(PartitionValues::of).ifPresent(values::putAll);
        TableList.of(endpoint.getParameters())
                .forEach((name, expression) -> values.put(name, endpoint.evaluate(expression, exchange)));
        Tables tables = new Tables(client, endpoint.getBucket(), Optional.ofNullable(endpoint.getLatest()));
        List<QueryTable> found = new ArrayList<>();
        TableList.of(endpoint.getTables()).forEach((name, expression) -> {
            String folder = endpoint.evaluate(expression, exchange);
            String within = partition.map(part -> slashed(folder) + part).orElse(folder);
            found.add(tables.of(name, within, Optional.ofNullable(schemas.get(name))));
        });
        return new Query(
                endpoint.getSql(),
                sql.with(values),
                found,
                Optional.ofNullable(exchange.getProperty(LedgerProperties.DEADLINE, Instant.class)));
    }

    private static String slashed(String folder) {
        return folder.endsWith("/") ? folder : folder + "/";
    }

    /** One class an engine: a function that does not use it need not have it. */
    private QueryEngine engine(Exchange exchange) {
        return switch (endpoint.getEngine()) {
            case athena -> AthenaSetup.engine(endpoint, exchange);
            case duckdb ->
                new DuckDbEngine(
                        KeptObjects.of(exchange, endpoint.client(S3Client.class)),
                        MemoryShare.of(endpoint.getCamelContext()));
        };
    }

    private List<Map<String, Object>> select(Exchange exchange, Query query) throws IOException {
        if (query.isEmpty()) {
            return List.of();
        }
        try (InputStream csv = engine(exchange).run(query)) {
            return new QueryResult(query.name(), result, csv, Limits.DEFAULT).maps(endpoint.getMaximumRows());
        }
    }

    private Map<String, Object> store(Exchange exchange, S3Client client, Query query) throws IOException {
        StoredResult stored = new StoredResult(
                client,
                endpoint.getBucket(),
                endpoint.evaluate(endpoint.getKey(), exchange),
                Correlation.asMetadata(exchange.getProperty("correlationId", "", String.class)),
                putBytes,
                () -> visible(exchange));
        Map<String, Object> body = new LinkedHashMap<>();
        QueryEngine engine = engine(exchange);
        if (query.isEmpty()) {
            stored.delete(body);
        } else {
            try (InputStream csv = engine.run(query)) {
                stored.write(new QueryResult(query.name(), result, csv, Limits.DEFAULT), body);
            }
        }
        lineage.tell(exchange, query, engine, result, body);
        body.put(
                "objects",
                query.tables().stream()
                        .mapToInt(table -> table.objects().size())
                        .sum());
        return body;
    }

    /** What others see is about to change: there has to be time, and the claim has to be ours still. */
    private static void visible(Exchange exchange) {
        DeadlineExceededException.check(exchange, "before the result of a query was made visible");
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.renew();
        }
    }
}
