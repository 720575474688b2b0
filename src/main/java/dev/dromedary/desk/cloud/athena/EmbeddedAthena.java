package dev.dromedary.desk.cloud.athena;

import dev.dromedary.function.steps.query.GlueName;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryFailedException;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import dev.dromedary.function.steps.query.duckdb.DuckDbEngine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Athena whose queries DuckDB runs, to their end, when they are started. A table is what lies in the folder that it is called
 * after, in whichever bucket has one; results are in {@code athena-results/} of the bucket of a query's first table. Other operations
 * throw {@link UnsupportedOperationException}.
 */
public final class EmbeddedAthena implements AthenaClient {

    private static final Pattern TABLE = Pattern.compile("\"[a-z0-9_]+\"\\.\"([a-z0-9_]+)\"");
    private static final int LEAST_TOKEN = 32;
    private static final int MEMORY_MB = 512;
    /** https://docs.aws.amazon.com/athena/latest/APIReference/API_AthenaError.html */
    private static final int OF_THE_USER = 2;

    private final S3Client s3;
    private final Map<String, QueryExecution> byToken = new ConcurrentHashMap<>();
    private final Map<String, QueryExecution> byId = new ConcurrentHashMap<>();

    /** @param s3 has the objects of tables, and gets results */
    public EmbeddedAthena(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        String token = request.clientRequestToken();
        if (token != null && token.length() < LEAST_TOKEN) {
            throw InvalidRequestException.builder()
                    .message("clientRequestToken has to have 32 to 128 characters")
                    .statusCode(400)
                    .build();
        }
        QueryExecution execution =
                byToken.computeIfAbsent(token == null ? UUID.randomUUID().toString() : token, each -> execute(request));
        byId.put(execution.queryExecutionId(), execution);
        return StartQueryExecutionResponse.builder()
                .queryExecutionId(execution.queryExecutionId())
                .build();
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        QueryExecution execution = byId.get(request.queryExecutionId());
        if (execution == null) {
            throw InvalidRequestException.builder()
                    .message("QueryExecution " + request.queryExecutionId() + " was not found")
                    .statusCode(400)
                    .build();
        }
        return GetQueryExecutionResponse.builder().queryExecution(execution).build();
    }

    private QueryExecution execute(StartQueryExecutionRequest request) {
        String id = UUID.randomUUID().toString();
        QueryExecution.Builder execution = QueryExecution.builder()
                .queryExecutionId(id)
                .query(request.queryString())
                .workGroup(request.workGroup());
        Map<String, QueryTable> tables = new TreeMap<>();
        Matcher named = TABLE.matcher(request.queryString());
        String sql = named.replaceAll(found -> {
            tables.computeIfAbsent(found.group(1), this::table);
            return "\"catalog_" + found.group(1) + "\"";
        });
        Query query = new Query("on Athena", sql, List.copyOf(tables.values()), Optional.empty());
        String bucket = tables.values().stream()
                .map(QueryTable::bucket)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        try (InputStream csv = new DuckDbEngine(s3, MEMORY_MB).run(query)) {
            byte[] result = csv.readAllBytes();
            String key = "athena-results/" + id + ".csv";
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(result));
            return execution
                    .status(status(QueryExecutionState.SUCCEEDED).build())
                    .resultConfiguration(configuration -> configuration.outputLocation("s3://" + bucket + "/" + key))
                    .build();
        } catch (QueryFailedException | IOException e) {
            return execution
                    .status(status(QueryExecutionState.FAILED)
                            .stateChangeReason(e.getMessage())
                            .athenaError(AthenaError.builder()
                                    .errorCategory(OF_THE_USER)
                                    .errorType(1)
                                    .retryable(false)
                                    .build())
                            .build())
                    .build();
        }
    }

    private static QueryExecutionStatus.Builder status(QueryExecutionState state) {
        return QueryExecutionStatus.builder()
                .state(state)
                .submissionDateTime(Instant.now())
                .completionDateTime(Instant.now());
    }

    /** All objects in the folder that a table is called after. */
    private QueryTable table(String name) {
        for (var bucket : s3.listBuckets().buckets()) {
            List<TableObject> objects = new ArrayList<>();
            String prefix = "";
            for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket.name()))
                    .contents()) {
                Optional<String> folder = folder(object.key(), name);
                if (folder.isPresent() && object.key().endsWith(".parquet")) {
                    prefix = folder.get();
                    objects.add(new TableObject(object.key(), object.eTag().replace("\"", ""), object.size()));
                }
            }
            if (!objects.isEmpty()) {
                return new QueryTable("catalog_" + name, bucket.name(), prefix, Optional.empty(), objects);
            }
        }
        return new QueryTable("catalog_" + name, "", name + "/", Optional.empty(), List.of());
    }

    private static Optional<String> folder(String key, String table) {
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            String folder = key.substring(0, slash + 1);
            if (GlueName.ofFolder(folder).equals(table)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
