package dev.dromedary.function.steps.query.athena;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryEngine;
import dev.dromedary.function.steps.query.QueryFailedException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Amazon Athena on the tables of the Glue Data Catalog that the plan has made. A query that is begun again over the same objects, by a
 * retry, is the one that runs already: Athena knows it by its token. It is waited for until the invocation's deadline, and goes on
 * after it; the next attempt finds its result.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html">StartQueryExecution</a>
 */
public final class AthenaEngine implements QueryEngine {

    /** Executions of the same query that have failed before are not the last word. */
    private static final int MOST_ATTEMPTS = 4;

    private static final int UNAVAILABLE = 503;

    private final AthenaClient athena;
    private final S3Client s3;
    private final String workgroup;
    private final String database;

    /**
     * An engine.
     *
     * @param athena reaches Athena
     * @param s3 reads results
     * @param workgroup which says where results are, and how much a query may read
     * @param database of the tables
     */
    public AthenaEngine(AthenaClient athena, S3Client s3, String workgroup, String database) {
        this.athena = athena;
        this.s3 = s3;
        this.workgroup = workgroup;
        this.database = database;
    }

    @Override
    public InputStream run(Query query) {
        String sql = new CatalogSql(database).of(query);
        Backoff backoff = Backoff.until(query.deadline().orElse(null));
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            String id = start(query, sql, attempt);
            QueryExecution first = look(id);
            // One that has ended badly by now is that of an earlier invocation, or would be again: the token is spent.
            if (!hasFailed(first)) {
                return result(query, await(query, first, backoff));
            }
        }
        return result(query, await(query, look(start(query, sql, MOST_ATTEMPTS)), backoff));
    }

    private String start(Query query, String sql, int attempt) {
        return athena.startQueryExecution(request -> request.queryString(sql)
                        .clientRequestToken(query.token() + "-" + attempt)
                        .workGroup(workgroup)
                        .queryExecutionContext(context -> context.database(database)))
                .queryExecutionId();
    }

    private QueryExecution look(String id) {
        return athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
    }

    private static boolean hasFailed(QueryExecution execution) {
        QueryExecutionState state = execution.status().state();
        return state == QueryExecutionState.FAILED || state == QueryExecutionState.CANCELLED;
    }

    private QueryExecution await(Query query, QueryExecution first, Backoff backoff) {
        QueryExecution execution = first;
        while (execution.status().state() == QueryExecutionState.QUEUED
                || execution.status().state() == QueryExecutionState.RUNNING) {
            if (!backoff.pause()) {
                throw DeadlineExceededException.whileBusy("waiting for the query " + query.name()
                        + " on Athena, which goes on; the next attempt finds its result");
            }
            execution = look(execution.queryExecutionId());
        }
        return execution;
    }

    private InputStream result(Query query, QueryExecution execution) {
        QueryExecutionState state = execution.status().state();
        if (state != QueryExecutionState.SUCCEEDED) {
            throw failure(query, execution);
        }
        URI location = URI.create(execution.resultConfiguration().outputLocation());
        ResponseInputStream<GetObjectResponse> stream = s3.getObject(request ->
                request.bucket(location.getHost()).key(location.getPath().substring(1)));
        return new CountedInput(stream, stream.response().contentLength());
    }

    /** What Athena says of it may quote a value of a record; it says so to whoever looks at the execution. */
    private static RuntimeException failure(Query query, QueryExecution execution) {
        Optional<AthenaError> error = Optional.ofNullable(execution.status().athenaError());
        String sentence =
                "The query " + query.name() + " ended as " + execution.status().stateAsString() + " on Athena"
                        + error.map(known -> " (error of category " + known.errorCategory() + ", type "
                                        + known.errorType() + ")")
                                .orElse("")
                        + "; its execution " + execution.queryExecutionId() + " says why";
        return error.filter(known -> Boolean.TRUE.equals(known.retryable())).isPresent()
                ? AthenaException.builder()
                        .message(sentence)
                        .statusCode(UNAVAILABLE)
                        .build()
                : new QueryFailedException(sentence);
    }
}
