package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.LedgerEntry;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.ledger.Sequencer;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Lets routes work on objects again. The function gets the event that S3 would send of the current version, with the replay in its
 * detail. EventBridge takes no event of the source {@code aws.s3} from anybody else
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html), so the function is invoked itself.
 *
 * <p>The event has the latest sequencer that the ledger knows of the key. Should a later version be there, of which nothing was
 * heard yet, its own event is higher and comes after; should one have been worked on since, the replay is superseded.
 */
public final class ObjectReplay {

    /** What becomes of an object that this replay has handed over before. */
    public static final String BEFORE = "done by this replay before";

    /** What becomes of an object that is not there any more. */
    static final String GONE = "gone";

    private final Clients clients;
    private final Deployment deployment;
    private final Clock clock;

    /** Replays objects of a pipeline. */
    public ObjectReplay(Clients clients, Deployment deployment, Clock clock) {
        this.clients = clients;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * Replays objects, one after the other.
     *
     * @param objects what to replay
     * @param replay the replay
     * @param journal what it has done before
     * @param told is told of each object and what became of it
     * @return what became of all
     * @throws RuntimeException what S3, DynamoDB or Lambda throw; the same replay may then go on
     */
    public Counts replay(
            Stream<Candidate> objects, Replay replay, Journal journal, BiConsumer<Candidate, String> told) {
        Counts counts = new Counts();
        for (Iterator<Candidate> each = objects.iterator(); each.hasNext(); ) {
            Candidate candidate = each.next();
            String outcome = journal.has(candidate.item()) ? BEFORE : replay(candidate, replay, journal);
            counts.add(outcome);
            told.accept(candidate, outcome);
        }
        return counts;
    }

    private String replay(Candidate candidate, Replay replay, Journal journal) {
        Optional<Map<String, Object>> event = event(candidate, replay);
        if (event.isEmpty()) {
            return GONE;
        }
        String outcome = clients.functions().invoke(candidate.route().id(), event.get());
        if (!outcome.equals(Functions.FAILED)) {
            journal.add(candidate.item());
        }
        return outcome;
    }

    private Optional<Map<String, Object>> event(Candidate candidate, Replay replay) {
        StoredObject object = candidate.object();
        try {
            HeadObjectResponse head = clients.s3()
                    .headObject(request -> request.bucket(object.bucket()).key(object.key()));
            StoredObject current = new StoredObject(
                    object.bucket(),
                    object.key(),
                    StoredObject.plain(head.eTag()),
                    head.contentLength(),
                    head.lastModified());
            Sequencer sequencer = entry(candidate).map(LedgerEntry::latest).orElse(ObjectEvent.LOWEST);
            return Optional.of(ObjectEvent.created(current, head.versionId(), sequencer, Optional.of(replay)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** What the ledger knows of an object. */
    public Optional<LedgerEntry> entry(Candidate candidate) {
        return candidate
                .ledgerId()
                .flatMap(id -> LedgerEntry.read(clients.dynamoDb(), deployment.ledger(), id, clock.instant()));
    }
}
