package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buckets, tables, queues and the like that a route names are made. A function is made if it is one of the routes; state
 * machines and workgroups have a content that nobody could guess, so they have to be there already. The workgroup {@code
 * primary} is in every account.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/workgroups-benefits.html">Workgroups</a>
 */
final class MissingResourceRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        Set<String> made = new HashSet<>();
        subject.functions().forEach(function -> made.add(function.id()));
        List<Finding> findings = new ArrayList<>();
        Set<Resource> told = new HashSet<>();
        for (PlannedFunction function : subject.functions()) {
            for (Resource resource : function.needs().used().all()) {
                if (isMissing(resource, made) && told.add(resource)) {
                    String message = "The " + resource.kind().word() + " \"" + resource.name() + "\" that "
                            + function.id() + " names is made by nobody"
                            + (resource.kind() == ResourceKind.FUNCTION ? ", as no route is called so" : "")
                            + "; make it, and list its name under external in the pipeline's properties.";
                    Step place = ResourceNameRule.place(subject.folder(), function, resource.name())
                            .orElse(function.from());
                    findings.add(new Finding(place.file(), place.line(), message));
                }
            }
        }
        return findings;
    }

    private static boolean isMissing(Resource resource, Set<String> made) {
        return !resource.external()
                && switch (resource.kind()) {
                    case FUNCTION -> !made.contains(resource.name());
                    case STATE_MACHINE -> true;
                    case WORKGROUP -> !resource.name().equals("primary");
                    case BUCKET, TABLE, QUEUE, STREAM, BUS, TOPIC, IDENTITY, SECRET, PARAMETER -> false;
                };
    }
}
