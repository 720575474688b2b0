package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Volumes for which a function is not set up. */
final class Warnings {

    private static final double NEAR = 0.8;

    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final int LONGEST_TIMEOUT = 900;

    private Warnings() {}

    static List<String> of(String id, JsonNode function, FunctionCost cost, Assumptions.Of assumed) {
        List<String> warnings = new ArrayList<>();
        double timeout = function.path("timeout").asDouble();
        // As dromedary.deadline.margin says where nobody says otherwise.
        double margin = Math.min(5, 0.05 * timeout);
        double seconds = cost.running().seconds();
        if (seconds >= NEAR * (timeout - margin)) {
            String what = cost.volume().rows() > 0
                    ? String.format(
                            Locale.ROOT, "a file of %,.0f rows", cost.volume().rows())
                    : "an invocation";
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %s takes about %,.0f s with %s MB, and its work stops %,.1f s before the timeout of %,.0f s; raise %s.",
                    id,
                    what,
                    seconds,
                    function.path("memory").asText(),
                    margin,
                    timeout,
                    timeout < LONGEST_TIMEOUT
                            ? "timeout (at most 900), or memory, which brings CPU"
                            : "memory, which brings CPU up to 3,538 MB, or cut the files"));
        }
        JsonNode model = function.path("work").path("model");
        double questions = Calls.questions(function.path("work"), cost.volume(), assumed)
                * cost.volume().events()
                * 24
                / ScheduledRuns.HOURS_A_MONTH;
        double tokens = questions * (assumed.get(Assumption.INPUT_TOKENS) + Calls.outputTokens(model, assumed));
        if (model.has("dailyTokens") && tokens > model.path("dailyTokens").asDouble()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %,.0f questions a day need about %,.0f tokens, and the model's budget is %,.0f a day, after which there are no"
                            + " answers; raise dailyTokens of model:reserve.",
                    id,
                    questions,
                    tokens,
                    model.path("dailyTokens").asDouble()));
        }
        return warnings;
    }
}
