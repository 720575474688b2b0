package dev.dromedary.plan;

import dev.dromedary.function.runtime.SecretPlaceholder;
import java.util.List;
import java.util.Optional;

/** What reading a setting takes: the permission for just its parameter, which is to be made with the default. */
final class SettingNeeds {

    private SettingNeeds() {}

    static void add(Step step, String property, Needs needs) {
        Optional<String> value = value(property, needs);
        if (value.isEmpty()) {
            needs.finding(
                    step,
                    "The property " + property
                            + " has no value; let it hold the default of the setting in the pipeline's"
                            + " properties.");
            return;
        }
        String pathProperty = SecretPlaceholder.pathProperty(property);
        Optional<String> path = value(pathProperty, needs);
        if (path.isEmpty() || !path.get().matches("(/[A-Za-z0-9_.-]+)+")) {
            needs.finding(
                    step,
                    "The property " + pathProperty
                            + path.map(wrong -> " is \"" + wrong + "\"").orElse(" has no value")
                            + "; let it hold the path of the pipeline's settings in Parameter Store, such as /"
                            + property.replaceFirst("[.].*", "") + ".");
            return;
        }
        Resource settings = needs.resource(ResourceKind.PARAMETER, path.get());
        needs.used().all().add(settings);
        needs.used().realValues().put(pathProperty, settings.realName());
        String name = SecretPlaceholder.below(settings.realName(), property);
        if (!settings.external()) {
            needs.used().settings().put(name, value.get());
        }
        // Read now and then, and not for each event.
        needs.leave();
        needs.allow("ReadSettings", ResourceKind.PARAMETER.arn(name), List.of("ssm:GetParameters"));
    }

    private static Optional<String> value(String property, Needs needs) {
        return needs.settings().value(property).map(String::strip).filter(text -> !text.isEmpty());
    }
}
