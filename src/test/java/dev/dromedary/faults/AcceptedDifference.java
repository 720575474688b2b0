package dev.dromedary.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can't be otherwise, with its reason; docs/failures.md says the same. Nothing else may differ, and what stands here has
 * to differ.
 *
 * @param routes ids of the routes
 * @param call the operation at which it happens, {@code Service.Operation}, or several with | between them
 * @param previous the operation before it, or null for whichever
 * @param kinds what happens there
 * @param parts with what the names of the parts of the final state that differ begin
 * @param always whether it differs each time; else it depends on the case, and has to differ at least once
 * @param reason why it can't be otherwise
 */
record AcceptedDifference(
        Set<String> routes,
        String call,
        String previous,
        Set<String> kinds,
        Set<String> parts,
        boolean always,
        String reason) {

    /** Between the beginning of a part's name and a text that its difference has to hold. */
    private static final String PART_WITH = "…";

    private static final String PUBLISH = "Sns.Publish";
    private static final String MAIL = "Ses.SendRawEmail";
    private static final String SEND = "Sqs.SendMessageBatch";
    private static final String UPDATE = "DynamoDb.UpdateItem";
    private static final String NOTE = "DynamoDb.TransactWriteItems";
    private static final Set<String> JOIN = Set.of("item of dromedary-ledger customers-join#");
    private static final Set<String> OUTDATED = Set.of(
            "item of dromedary-ledger customers-join#",
            "item of dromedary-customers-sets " + PART_WITH + "revision_hash",
            "messages" + PART_WITH + "outdated_messages");

    /** The process is gone when the call has taken effect. */
    private static final Set<String> KILLED_AFTER = Set.of(
            "KILLED_AFTER",
            "KILLED_AFTER, tried again where the clock is off by PT10M",
            "KILLED_AFTER, tried again where the clock is off by PT-10M");

    /** It took effect, and nobody learns of it. */
    private static final Set<String> UNKNOWN = with(
            KILLED_AFTER,
            Set.of(
                    "LOST_REPLY",
                    "LOST_REPLY lasting",
                    "CUT_REPLY",
                    "SHORT_REPLY",
                    "SHORT_REPLY lasting",
                    "ERROR_AFTER_EFFECT",
                    "ERROR_AFTER_EFFECT lasting",
                    "SLOW",
                    "SLOW lasting"));

    /** The service is gone, so what was begun can't be given back either. */
    private static final Set<String> GONE =
            Set.of("THROTTLED lasting", "ERROR_BEFORE_EFFECT lasting", "EXPIRED_CREDENTIALS lasting", "KILLED_BEFORE");

    /** It has no effect, and the SDK does not get it done either. */
    private static final Set<String> UNDONE = with(GONE, Set.of("EXPIRED_CREDENTIALS"));

    /** It took effect, and another process gets the same event before that is noted. */
    private static final Set<String> MET_AFTER =
            Set.of("SAME_EVENT after it", "SAME_EVENT after it, where the clock is off by PT10M");

    /** The same, or this process sleeps. */
    private static final Set<String> NOT_NOTED = with(MET_AFTER, Set.of("FROZEN"));

    private static final Set<String> SAME_EVENT = Set.of("SAME_EVENT before it");

    private static final Set<String> NEXT_EVENT = Set.of(
            "NEXT_EVENT before it", "NEXT_EVENT after it", "NEXT_EVENT after it, where the clock is off by PT10M");

    private static final Set<String> NO_ANSWER = Set.of(
            "LOST_REPLY",
            "LOST_REPLY lasting",
            "CUT_REPLY",
            "SHORT_REPLY",
            "SHORT_REPLY lasting",
            "THROTTLED lasting",
            "ERROR_BEFORE_EFFECT lasting",
            "ERROR_AFTER_EFFECT lasting",
            "EXPIRED_CREDENTIALS",
            "EXPIRED_CREDENTIALS lasting",
            "SLOW",
            "SLOW lasting");

    private static final Set<String> TELLING = Set.of("health-alert", "pipelines-quarantine", "weblogs-alert");
    private static final Set<String> ALL_TELLING = with(TELLING, Set.of("pipelines-live"));
    private static final Set<String> MAILING = Set.of("health-notify", "health-digest");
    private static final Set<String> UPLOADING =
            Set.of("health-ingest", "customers-collect", "orders-ingest", "weblogs-silver");

    private static final String TOLD_TWICE =
            "A topic that is no FIFO topic knows no message again: told twice is better than never";
    private static final String MAILED_TWICE =
            "SES knows no mail again; who does not learn that a mail was sent, or can't note it, sends it again";
    private static final String SENT_TWICE =
            "A queue that is no FIFO queue knows no message again: a batch whose sending is not noted is sent again";
    private static final String OPEN_UPLOADS =
            "An upload whose id nobody knows, or that nobody is left to give back, is removed by the bucket's lifecycle rule";
    private static final String NO_INSIGHTS =
            "An answer of the model is paid for: it is not asked again, and the analysis says that there are no insights";
    private static final String NO_MANIFEST =
            "A manifest that ends early can't be read, and the mail goes out without it rather than not at all";
    private static final String JOIN_BEGUN =
            "A later version can't be used while the join has begun: its item, and that messages may be outdated, are left";

    private static final String JOIN_DONE =
            "A day that is closed is not taken up again: only the mark of its claim is missing, which nothing but a change reads";
    private static final String REFUSED =
            "A request that is refused is not sent again: a claim that could not be given back stays until its lease ends";
    private static final String TAKEN_BACK =
            "An analysis that a later version has taken back before it was told is not told";
    private static final String OVERTAKEN =
            "A run whose file a later version overtakes tells nothing more of it: the later version's run does";
    private static final String TOLD_BY_THE_NEXT =
            "A manifest tells what has changed since the last that was completed, also what a run before it did not get to tell";

    static final List<AcceptedDifference> ALL = List.of(
            each(TELLING, PUBLISH, null, Set.of("FROZEN"), Set.of("topics"), TOLD_TWICE),
            each(ALL_TELLING, PUBLISH, null, with(UNKNOWN, MET_AFTER), Set.of("topics"), TOLD_TWICE),
            each(ALL_TELLING, "DynamoDb.PutItem", PUBLISH, with(UNDONE, SAME_EVENT), Set.of("topics"), TOLD_TWICE),
            each(MAILING, MAIL, null, with(UNKNOWN, NOT_NOTED), Set.of("mails"), MAILED_TWICE),
            each(Set.of("health-notify"), UPDATE, MAIL, with(UNDONE, SAME_EVENT), Set.of("mails"), MAILED_TWICE),
            each(Set.of("health-digest"), NOTE, MAIL, with(UNDONE, SAME_EVENT), Set.of("mails"), MAILED_TWICE),
            sometimes("health-digest", MAIL + "|" + NOTE, NEXT_EVENT, Set.of("mails"), MAILED_TWICE),
            each(Set.of("orders-shape"), SEND, null, with(UNKNOWN, MET_AFTER), Set.of("messages"), SENT_TWICE),
            each(
                    Set.of("orders-shape"),
                    "DynamoDb.PutItem",
                    SEND,
                    with(UNDONE, SAME_EVENT),
                    Set.of("messages"),
                    SENT_TWICE),
            each(UPLOADING, "S3.CreateMultipartUpload", null, UNKNOWN, Set.of("uploads in "), OPEN_UPLOADS),
            each(UPLOADING, "S3.UploadPart", null, with(GONE, KILLED_AFTER), Set.of("uploads in "), OPEN_UPLOADS),
            each(UPLOADING, "S3.CompleteMultipartUpload", null, GONE, Set.of("uploads in "), OPEN_UPLOADS),
            each(
                    Set.of("health-analyze"),
                    "BedrockRuntime.Converse",
                    null,
                    NO_ANSWER,
                    Set.of("events", "item of dromedary-health-analyses ", "object analyzed/"),
                    NO_INSIGHTS),
            sometimes(
                    "health-digest",
                    "S3.GetObject",
                    Set.of("CUT_REPLY", "SHORT_REPLY", "SHORT_REPLY lasting"),
                    Set.of("mails"),
                    NO_MANIFEST),
            sometimes(
                    "health-notify",
                    "S3.GetObject",
                    Set.of("CUT_REPLY", "SHORT_REPLY", "SHORT_REPLY lasting"),
                    Set.of("mails"),
                    NO_MANIFEST),
            sometimes("customers-collect", "DynamoDb.GetItem", NEXT_EVENT, JOIN, JOIN_BEGUN),
            sometimes("customers-collect", "DynamoDb.PutItem", NEXT_EVENT, JOIN, JOIN_BEGUN),
            sometimes("customers-collect", UPDATE, NEXT_EVENT, OUTDATED, JOIN_BEGUN),
            sometimes("customers-collect", "S3.GetObject", NEXT_EVENT, OUTDATED, JOIN_BEGUN),
            sometimes("customers-check", UPDATE + "|DynamoDb.PutItem", with(UNKNOWN, UNDONE), JOIN, JOIN_DONE),
            sometimes(
                    "pipelines-submit",
                    "DynamoDb.PutItem",
                    UNDONE,
                    Set.of("item of dromedary-ledger pipelines-submit#"),
                    REFUSED),
            sometimes(
                    "health-analyze",
                    "S3.PutObject|DynamoDb.PutItem|EventBridge.PutEvents",
                    NEXT_EVENT,
                    Set.of("events", "item of dromedary-health-analyses "),
                    TAKEN_BACK),
            sometimes(
                    "health-ingest",
                    "S3.PutObject|EventBridge.PutEvents",
                    NEXT_EVENT,
                    Set.of("events" + PART_WITH + "Data Processing Failed"),
                    OVERTAKEN),
            sometimes("customers-collect", "S3.PutObject|Sqs.SendMessage", NEXT_EVENT, Set.of("messages"), OVERTAKEN),
            sometimes(
                    "orders-ingest",
                    "S3.PutObject|DynamoDb.PutItem",
                    NEXT_EVENT,
                    Set.of("object manifests/" + PART_WITH + "changed_partitions"),
                    TOLD_BY_THE_NEXT));

    private static AcceptedDifference sometimes(
            String route, String call, Set<String> kinds, Set<String> parts, String reason) {
        return new AcceptedDifference(Set.of(route), call, null, kinds, parts, false, reason);
    }

    private static AcceptedDifference each(
            Set<String> routes, String call, String previous, Set<String> kinds, Set<String> parts, String reason) {
        return new AcceptedDifference(routes, call, previous, kinds, parts, true, reason);
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    boolean covers(CaseFaults faults, Cell cell) {
        return routes.contains(faults.file.route())
                && Set.of(call.split("\\|")).contains(cell.call().name())
                && (previous == null || previous.equals(faults.before(cell.call())))
                && kinds.contains(cell.kind());
    }

    /** Whether this is all that is wrong. */
    boolean explains(Map<String, String> differences) {
        return !differences.isEmpty() && differences.entrySet().stream().allMatch(this::explains);
    }

    private boolean explains(Map.Entry<String, String> difference) {
        return parts.stream()
                .map(part -> part.split(PART_WITH))
                .anyMatch(part -> difference.getKey().startsWith(part[0])
                        && (part.length == 1 || difference.getValue().contains(part[1])));
    }
}
