package dev.dromedary.function.metrics;

/**
 * What functions tell CloudWatch about themselves, in the namespace {@code Dromedary}. The names are what alarms and
 * dashboards refer to; {@code docs/metrics.md} says when each is written.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html">Units</a>
 */
public enum Metric {
    /** Rows of what was settled; always the sum of the next three. */
    RECORDS_IN("RecordsIn", "Count"),
    /** Rows that kept all rules. */
    RECORDS_VALID("RecordsValid", "Count"),
    /** Rows that broke a rule. */
    RECORDS_REJECTED("RecordsRejected", "Count"),
    /** Rows that kept all rules, and that a mapping let go; where there is a mapping. */
    RECORDS_FILTERED("RecordsFiltered", "Count"),
    /** The share of valid rows, from 0 to 100. */
    QUALITY_SCORE("QualityScore", "Percent"),
    /** Columns of objects that were settled, that are new, missing or of another type than in their schema. */
    DRIFTED_COLUMNS("DriftedColumns", "Count"),
    /** What is suspicious in objects that were settled, and no fault. */
    WARNINGS("Warnings", "Count"),
    /** Bytes of objects that were read, as they are stored. */
    BYTES_IN("BytesIn", "Bytes"),
    /** The time that the invocation took. */
    DURATION("Duration", "Milliseconds"),
    /** What arrived and brought nothing new. */
    DUPLICATES_SKIPPED("DuplicatesSkipped", "Count"),
    /** Messages or records that were given back to their queue or stream. */
    FAILED_ITEMS("FailedItems", "Count"),
    /** Tokens of questions to a model. */
    MODEL_INPUT_TOKENS("ModelInputTokens", "Count"),
    /** Tokens of a model's answers. */
    MODEL_OUTPUT_TOKENS("ModelOutputTokens", "Count"),
    /** What the tokens cost, in US dollars, by the prices that the route names. */
    MODEL_COST("ModelCost", "None"),
    /** Questions that got no answer that can be used, so that the route went on without one. */
    MODEL_FAILURES("ModelFailures", "Count"),
    /** Those that were turned away for good: no access to the model, no such model in the region, a request it does not take. */
    MODEL_REQUESTS_REFUSED("ModelRequestsRefused", "Count");

    private final String title;
    private final String unit;

    Metric(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** The metric's name in CloudWatch: letters only. */
    public String title() {
        return title;
    }

    /** The metric's unit in CloudWatch: one of CloudWatch's units. */
    public String unit() {
        return unit;
    }
}
