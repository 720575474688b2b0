package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.cloud.LineFile;
import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.Workers;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.BatchResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

/** The Kinesis streams of the embedded cloud; one is made when it is first named. */
public final class EmbeddedStreams implements AutoCloseable {

    /** <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private final Map<String, EmbeddedStream> streams = new TreeMap<>();
    private final Path folder;
    private final String region;
    private final S3Client s3;
    private final KinesisClient client;
    private final Pending pending;
    /** One, so that batches keep their order; not that of a function which puts records, as it works under its claims. */
    private final Workers deliveries = new Workers("kinesis", 1);

    /** As the other, where nobody waits for what is on its way. */
    public EmbeddedStreams(Path folder, String region, S3Client s3) {
        this(folder, region, s3, new Pending());
    }

    /**
     * Touches no file before a function puts a record, or one is given up.
     *
     * @param folder gets {@code <stream>.ndjson}, what functions put; and {@code <stream>-failed.ndjson}: records that were given
     *     up and have no bucket to go to
     * @param region as ARNs name it
     * @param s3 holds the buckets for records that were given up
     * @param pending counts what is on its way to functions
     */
    public EmbeddedStreams(Path folder, String region, S3Client s3, Pending pending) {
        this.pending = pending;
        this.client = new EmbeddedKinesis(this, new LineFile(folder));
        this.folder = folder;
        this.region = region;
        this.s3 = s3;
    }

    /**
     * The stream of a name.
     *
     * @param name letters, digits, underscores, dots and hyphens
     * @throws IllegalArgumentException with one sentence, if that can't be a name
     */
    public synchronized EmbeddedStream stream(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + Shown.of(name) + "\" can't be the name of a stream; it has to be"
                    + " 1 to 128 letters, digits, underscores, dots and hyphens.");
        }
        return streams.computeIfAbsent(name, each -> new EmbeddedStream(each, System.currentTimeMillis()));
    }

    /** What functions put records with. */
    public KinesisClient client() {
        return client;
    }

    /** @throws IllegalArgumentException with one sentence, if Kinesis would refuse one of the records */
    List<StreamRecord> take(String name, List<PutRecordsRequestEntry> entries) {
        EmbeddedStream stream = stream(name);
        return entries.stream()
                .map(entry -> stream.take(entry.data().asByteArrayUnsafe(), entry.partitionKey()))
                .toList();
    }

    /** Hands records to the functions that read a stream, if any does. */
    void deliver(String name, List<StreamRecord> records) {
        EmbeddedStream stream = stream(name);
        if (!stream.isRead()) {
            return;
        }
        pending.begin();
        deliveries.execute(() -> {
            try {
                records.forEach(stream::deliver);
                stream.flush();
            } finally {
                pending.end();
            }
        });
    }

    /** Lets deliveries that have begun end. */
    @Override
    public void close() {
        deliveries.close();
    }

    /**
     * Lets a function read the stream that its trigger names, from the next record on.
     *
     * @param records which stream, and how
     * @param routeId the route's id
     * @param function takes an event and returns what it came to, or throws
     */
    public void read(Feed.Records records, String routeId, Function<Map<String, Object>, BatchResult> function) {
        String name = records.stream();
        EmbeddedStream stream = stream(name);
        UUID mapping = UUID.nameUUIDFromBytes((routeId + "/" + name).getBytes(StandardCharsets.UTF_8));
        FailedRecords failedRecords = new FailedRecords(
                s3, records.onFailure(), folder.resolve(name + "-failed.ndjson"), name, region, routeId, mapping);
        stream.read(new StreamPoller(records, routeId, region, function, failedRecords));
    }

    /** What became of the records that have been delivered; by stream. */
    public synchronized List<StreamCounts> counts() {
        return streams.values().stream()
                .flatMap(stream -> stream.counts().stream())
                .toList();
    }
}
