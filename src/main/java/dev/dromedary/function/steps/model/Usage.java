package dev.dromedary.function.steps.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * Tokens that were used.
 *
 * @param input tokens of the questions
 * @param output tokens of the answers
 */
record Usage(long input, long output) {

    static final Usage NONE = new Usage(0, 0);

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** A model that tells no usage counts as none. */
    static Usage of(TokenUsage usage) {
        return usage == null ? NONE : new Usage(orZero(usage.inputTokens()), orZero(usage.outputTokens()));
    }

    private static long orZero(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output);
    }

    long total() {
        return input + output;
    }

    /**
     * What they cost.
     *
     * @param inputPrice of a million input tokens, in US dollars
     * @param outputPrice of a million output tokens, in US dollars
     * @return US dollars, to the millionth
     */
    BigDecimal cost(double inputPrice, double outputPrice) {
        BigDecimal millionths = BigDecimal.valueOf(inputPrice)
                .multiply(BigDecimal.valueOf(input))
                .add(BigDecimal.valueOf(outputPrice).multiply(BigDecimal.valueOf(output)));
        return millionths.divide(MILLION, 6, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
