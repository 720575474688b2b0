package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.Correlation;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;

/**
 * What a model is asked, and how.
 *
 * @param modelId model id or inference profile
 * @param system the system prompt; empty for none
 * @param prompt the question
 * @param temperature 0 to 1, or null for the model's own
 * @param maximumTokens most tokens of an answer
 * @param guardrail identifier of the guardrail; empty for none
 */
record Question(String modelId, String system, String prompt, Float temperature, int maximumTokens, String guardrail) {

    /** A token is about four characters of English; digits and JSON take more tokens: three stays on the safe side. */
    private static final int CHARACTERS_A_TOKEN = 3;

    /** SHA-256 of all that decides about the answer, hexadecimal. */
    String hash() {
        return Correlation.sha256(String.join(
                "\u0000",
                modelId,
                guardrail,
                String.valueOf(temperature),
                Integer.toString(maximumTokens),
                system,
                prompt));
    }

    InferenceConfiguration configuration() {
        return InferenceConfiguration.builder()
                .temperature(temperature)
                .maxTokens(maximumTokens)
                .build();
    }

    /** The tokens that one question and its answer may take. */
    long mostTokens() {
        return (system.length() + prompt.length()) / CHARACTERS_A_TOKEN + (long) maximumTokens;
    }
}
