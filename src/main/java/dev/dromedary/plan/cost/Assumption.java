package dev.dromedary.plan.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the routes do not tell, with what is taken for it. A property says otherwise: {@code <pipeline>.cost.<verb>.<name>} for one
 * function, {@code <pipeline>.cost.<name>} for those of a pipeline, {@code cost.<name>} for all.
 */
enum Assumption {
    /** One million rows or events: ten files of the rows below, or so many events. Follows from the plan for what others start. */
    EVENTS(
            Double.NaN,
            "files, events, messages or requests a month that start it; what others start follows from the plan"),
    ROWS(100_000, "rows of a file"),
    ROW_BYTES(53, "bytes of a row, as in bench/RESULTS.md"),
    WRITTEN(1, "bytes that a function writes for each that it reads, where it writes outputs"),
    SHARE(1, "share of the events, objects and messages of others that do start it"),
    BATCH(10, "messages or records that an invocation gets of a queue or stream, at most its batchSize"),
    EVENT_BYTES(1000, "bytes of a record in a stream"),
    MESSAGES_PER_ROW(1, "messages that go through an outbox for each row"),
    PARTS(10, "parts of a list that a split of a workflow goes through"),
    SPLIT_ROWS(1000, "rows for which the steps in a split run once"),
    ROWS_PER_SECOND(
            1_000_000,
            "rows that one CPU (1,769 MB) reads in a second, about those of a first run in bench/RESULTS.md"),
    CPU_BOUND(1, "share of the work on rows that more memory, and so more CPU, makes faster"),
    EVENT_MILLISECONDS(50, "milliseconds of one CPU for an invocation, besides its rows"),
    MESSAGE_MILLISECONDS(0.2, "milliseconds of one CPU for a message of an outbox, as in bench/RESULTS.md"),
    CALL_MILLISECONDS(15, "milliseconds that a call of AWS takes"),
    MODEL_SECONDS(5, "seconds that a model takes for an answer"),
    INPUT_TOKENS(2000, "tokens of a question to a model"),
    OUTPUT_TOKENS(500, "tokens of an answer, at most the option maximumTokens"),
    COLD_STARTS(4380, "cold starts a month at most: an environment is kept for about ten minutes"),
    SNAP_START(1, "share of cold starts that restore a snapshot; 0 for a container image"),
    RESTORE_MILLISECONDS(500, "milliseconds that are billed for restoring a snapshot"),
    INIT_MILLISECONDS(
            1970,
            "milliseconds of one CPU of the INIT phase, as in bench/cold-start.md; Lambda bills it since August 2025"),
    DELIVERIES(10, "deliveries a month, each of which makes a snapshot"),
    ITEM_KILOBYTES(2, "kilobytes of an item that a step reads or writes"),
    LOG_BYTES(3000, "bytes of the log of an invocation"),
    TRACED(1, "share of the invocations that X-Ray records"),
    REASONS(5, "reasons for which rows are rejected, each a metric"),
    KEPT_MONTHS(1, "months for which an object is kept"),
    X86(0, "1 for x86_64, 0 for arm64, as the variable architecture of the deployment");

    private final double usual;
    private final String meaning;

    Assumption(double usual, String meaning) {
        this.usual = usual;
        this.meaning = meaning;
    }

    /** What is taken where no property says otherwise; not a number if it follows from the plan. */
    double usual() {
        return usual;
    }

    String meaning() {
        return meaning;
    }

    /** As properties name it, such as {@code row-bytes}. */
    String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> properties() {
        return Arrays.stream(values()).map(Assumption::property).toList();
    }

    /** A number that is not negative. */
    static Optional<Double> number(String text) {
        return text.strip().matches("\\d{1,15}(\\.\\d{1,20})?")
                ? Optional.of(Double.valueOf(text.strip()))
                : Optional.empty();
    }
}
