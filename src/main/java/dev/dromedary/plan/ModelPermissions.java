package dev.dromedary.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code aws-bedrock}: the model or the inference profile that the option {@code modelId} names. A profile also needs its
 * models in every region that it routes to, through that profile alone.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html">Inference profiles</a>
 */
final class ModelPermissions {

    /** Geographies that ids of inference profiles begin with; the deployment fills in that of its region. */
    private static final Pattern PROFILE =
            Pattern.compile("(\\$\\{geography}|global|us|us-gov|eu|apac|au|ca|jp|sa|uk)\\.([a-z0-9-]+\\..+)");

    static void add(EndpointUse use, Needs needs) {
        String operation = use.option("operation").orElse("");
        List<String> actions = List.of(
                operation.endsWith("Streaming") || operation.endsWith("Stream")
                        ? "bedrock:InvokeModelWithResponseStream"
                        : "bedrock:InvokeModel");
        String model = use.option("modelId").orElse("");
        if (operation.equals("applyGuardrail")) {
            guardrail(use, needs);
            return;
        }
        if (model.isEmpty() || model.replaceFirst("^\\$\\{geography}\\.", "").contains("${")) {
            needs.unknown(use.step(), "The option modelId of aws-bedrock names no model", actions);
            return;
        }
        allow(use, needs, model, actions);
        guardrail(use, needs);
    }

    private static void allow(EndpointUse use, Needs needs, String model, List<String> actions) {
        Matcher profile = PROFILE.matcher(model);
        if (model.startsWith("arn:")) {
            needs.allow("InvokeModel", model, actions);
            if (model.contains(":application-inference-profile/") || model.contains(":inference-profile/")) {
                needs.unknown(use.step(), "The models behind the inference profile are not known", actions);
            }
        } else if (profile.matches()) {
            String arn = "arn:${partition}:bedrock:${region}:${account}:inference-profile/" + model;
            needs.allow("InvokeModel", arn, actions);
            // The regions are the profile's to choose.
            needs.allow(
                    "InvokeModelOfProfile",
                    "arn:${partition}:bedrock:*::foundation-model/" + profile.group(2),
                    actions,
                    new Condition("StringEquals", "bedrock:InferenceProfileArn", List.of(arn)));
        } else {
            needs.allow("InvokeModel", "arn:${partition}:bedrock:${region}::foundation-model/" + model, actions);
        }
    }

    private static void guardrail(EndpointUse use, Needs needs) {
        use.option("guardrailIdentifier").ifPresent(id -> {
            if (id.contains("${")) {
                needs.unknown(use.step(), "The guardrail is known only when the route runs", "bedrock:ApplyGuardrail");
                return;
            }
            needs.allow(
                    "ApplyGuardrail",
                    id.startsWith("arn:") ? id : "arn:${partition}:bedrock:${region}:${account}:guardrail/" + id,
                    List.of("bedrock:ApplyGuardrail"));
        });
    }
}
