package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.cloud.Shown;
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
import software.amazon.awssdk.services.s3.S3Client;

/** The Kinesis streams of the embedded cloud; one is made when it is first named. */
public final class EmbeddedStreams {

    /** <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private final Map<String, EmbeddedStream> streams = new TreeMap<>();
    private final Path folder;
    private final String region;
    private final S3Client s3;

    /**
     * Touches no file before a record is given up.
     *
     * @param folder gets {@code <stream>-failed.ndjson}: records that were given up and have no bucket to go to
     * @param region as ARNs name it
     * @param s3 holds the buckets for records that were given up
     */
    public EmbeddedStreams(Path folder, String region, S3Client s3) {
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
