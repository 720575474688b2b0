package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The objects that a run writes, by one step {@code records:write} or more. None is visible before the manifest. */
final class Outputs implements Product {

    private final S3Client client;
    /** By the step, whatever it is told by. */
    private final Map<Object, Output> outputs = new LinkedHashMap<>();

    Outputs(S3Client client) {
        this.client = client;
    }

    /**
     * The output of a step.
     *
     * @param step what tells it from others
     * @throws IllegalStateException if its keys are not the same for every batch, or another step's
     */
    Output of(Object step, OutputOptions options, Run run, String correlationId) {
        Output known = outputs.get(step);
        if (known == null) {
            requireOwnKeys(options);
            requireColumns(options, run);
            known = new Output(options, new OutputWriters(run, client, options, correlationId));
            outputs.put(step, known);
        }
        requireSame(known.options(), options);
        return known;
    }

    private void requireOwnKeys(OutputOptions options) {
        List<String> taken = outputs.values().stream()
                .map(Output::options)
                .filter(other -> other.bucket().equals(options.bucket()))
                .flatMap(other -> Stream.of(String.valueOf(other.validKey()), String.valueOf(other.rejectedKey())))
                .toList();
        Stream.of(String.valueOf(options.validKey()), String.valueOf(options.rejectedKey()))
                .filter(key -> !key.equals("null") && taken.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalStateException("Two steps records:write write to " + options.bucket() + "/" + key
                            + ", so that one would replace what the other has written; give each keys of its own");
                });
    }

    private static void requireColumns(OutputOptions options, Run run) {
        if (run.defect().isEmpty()) {
            List<String> columns = run.columns();
            options.partitionBy().stream()
                    .filter(column -> !columns.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw new IllegalStateException("records:write parts rows by \"" + column
                                + "\", a column that they don't have; name one of the schema's, or of the mapping's");
                    });
        }
    }

    private static void requireSame(OutputOptions begun, OutputOptions asked) {
        OutputKey.requireSame("records:write", begun.bucket(), begun.validKey(), asked.bucket(), asked.validKey());
        OutputKey.requireSame(
                "records:write", begun.bucket(), begun.rejectedKey(), asked.bucket(), asked.rejectedKey());
    }

    /** Writes a batch, and uploads what fills parts. */
    void write(Output output, int index, List<Row> rows, Run run) throws IOException {
        if (output.write(index, rows)) {
            run.counts().addSettled(index, rows);
        }
        output.uploadFullParts();
    }

    /** In the order of the steps. */
    Collection<Output> all() {
        return outputs.values();
    }

    void complete() throws IOException {
        for (Output output : outputs.values()) {
            for (OutputFile file : output.files()) {
                file.complete();
            }
        }
    }

    @Override
    public String lastStep() {
        return "records:manifest";
    }

    @Override
    public void abort() {
        List<SdkException> failures = new ArrayList<>();
        for (Output output : outputs.values()) {
            for (OutputFile file : output.files()) {
                try {
                    file.abort();
                } catch (SdkException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            failures.subList(1, failures.size()).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }

    /**
     * Removes what an earlier version of the input may have left, when this one has no outputs of its own: they would stand
     * beside a manifest that knows nothing of them. Not even the ledger can tell that there are none, as a run that made
     * its outputs visible may have failed before it completed.
     */
    void deleteEarlier() {
        for (Output output : outputs.values()) {
            OutputOptions options = output.options();
            if (options.partitionBy().isEmpty() && options.validKey() != null) {
                delete(options.bucket(), options.validKey());
            }
            if (options.rejectedKey() != null) {
                delete(options.bucket(), options.rejectedKey());
            }
        }
    }

    void delete(String bucket, String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }
}
