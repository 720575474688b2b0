package dev.dromedary.desk.console;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint;
import dev.dromedary.function.trigger.schedule.LambdaScheduleEndpoint;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a person writes to run a pipeline, and see it in the console. */
final class StartCommand {

    private static final String LAUNCHER = "dromedary";
    private static final Path USUAL = Path.of("routes");

    private StartCommand() {}

    static String of(RoutesFolder routes, String pipeline, Plan plan) {
        List<LambdaEndpoint> triggers = plan.functions().values().stream()
                .map(PlannedFunction::endpoint)
                .toList();
        StringBuilder command = new StringBuilder(Files.isRegularFile(Path.of(LAUNCHER)) ? "./" : "")
                .append(LAUNCHER + " run ")
                .append(word(pipeline))
                .append(" --console");
        if (triggers.stream().anyMatch(LambdaHttpEndpoint.class::isInstance)) {
            command.append(" --http 8080");
        }
        if (!triggers.isEmpty() && triggers.stream().allMatch(LambdaScheduleEndpoint.class::isInstance)) {
            command.append(" --schedule");
        }
        routes.environment().ifPresent(name -> command.append(" --environment ").append(name));
        if (!routes.path().equals(USUAL)) {
            command.append(" --routes ").append(word(routes.path().toString()));
        }
        return command.toString();
    }

    /** As shells take it for one word. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
