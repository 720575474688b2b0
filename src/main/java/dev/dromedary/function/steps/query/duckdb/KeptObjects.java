package dev.dromedary.function.steps.query.duckdb;

import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The objects that the queries of an exchange read: what one has downloaded, the next need not. Only those of the last query are kept,
 * so that no more of {@code /tmp} is taken than by a query alone, and all go with the exchange.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html">512 MB of /tmp, unless more is set</a>
 */
public final class KeptObjects extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(KeptObjects.class);

    private static final String PROPERTY = "queryObjects";

    private final S3Client client;
    private final Map<Version, Path> files = new HashMap<>();
    private Path folder;
    private long number;
    private volatile boolean ended;

    /** An object as it was when it was listed. */
    private record Version(String bucket, String key, String etag) {}

    KeptObjects(S3Client client) {
        this.client = client;
    }

    /** Those of an exchange. */
    public static KeptObjects of(Exchange exchange, S3Client client) {
        KeptObjects kept = exchange.getProperty(PROPERTY, KeptObjects.class);
        // Camel hands on the properties of an exchange that has ended, such as a part of a multicast.
        if (kept == null || kept.ended) {
            kept = new KeptObjects(client);
            exchange.setProperty(PROPERTY, kept);
            exchange.getExchangeExtension().addOnCompletion(kept);
        }
        return kept;
    }

    /** Lets go of what a query does not read. */
    void keep(Query query) throws IOException {
        Set<Version> read = query.tables().stream()
                .flatMap(table -> table.objects().stream().map(object -> version(table, object)))
                .collect(Collectors.toSet());
        var each = files.entrySet().iterator();
        while (each.hasNext()) {
            var one = each.next();
            if (!read.contains(one.getKey())) {
                Files.delete(one.getValue());
                each.remove();
            }
        }
    }

    /**
     * Puts an object into a file.
     *
     * @param file has a folder, and is not there
     * @return whether it is there now; not if the object was deleted since it was listed, of which there will be news
     */
    boolean fetch(QueryTable table, TableObject object, Path file) throws IOException {
        Path kept = files.get(version(table, object));
        if (kept == null) {
            if (folder == null) {
                folder = Files.createTempDirectory("query-objects");
            }
            kept = folder.resolve(String.valueOf(number++));
            try {
                client.getObject(request -> request.bucket(table.bucket()).key(object.key()), kept);
            } catch (NoSuchKeyException e) {
                return false;
            }
            files.put(version(table, object), kept);
        }
        Files.createLink(file, kept);
        return true;
    }

    private static Version version(QueryTable table, TableObject object) {
        return new Version(table.bucket(), object.key(), object.etag());
    }

    /** Where they are; null for none. */
    Path folder() {
        return folder;
    }

    /** Deletes all. */
    void close() throws IOException {
        files.clear();
        if (folder != null) {
            ResultFile.delete(folder);
            folder = null;
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        ended = true;
        try {
            close();
        } catch (IOException e) {
            // The results are there, and are no worse for it; the next query would find less room.
            LOG.warn("The objects of a query could not be deleted from {}", folder, e);
        }
    }
}
