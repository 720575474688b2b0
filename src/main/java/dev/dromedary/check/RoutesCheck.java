package dev.dromedary.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that can be said of a routes folder without running it and without AWS. */
public final class RoutesCheck {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::message);

    private RoutesCheck() {}

    /**
     * Checks a routes folder.
     *
     * @param folder the routes folder
     * @return all that is wrong, each with file, line and column, in this order; empty if nothing is
     * @throws IOException if the folder can't be read
     */
    public static List<Finding> check(RoutesFolder folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        RoutesText routes = RoutesText.read(folder, findings);
        List<Check> all = List.of(
                new EndpointsCheck(),
                new RouteNamesCheck(),
                new PropertiesCheck(),
                new BeansCheck(),
                new LibraryCheck(),
                new SimpleCheck(),
                new DocumentsCheck(),
                new TemplatesCheck());
        all.forEach(check -> check.check(routes, findings));
        addPlan(routes, findings);
        return findings.stream().distinct().sorted(BY_PLACE).toList();
    }

    /** What the plan finds has a line at best, and may be what was found already, in other words. */
    private static void addPlan(RoutesText routes, List<Finding> findings) {
        Set<String> places = new HashSet<>();
        Set<String> files = new HashSet<>();
        findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .forEach(finding -> {
                    places.add(finding.file() + ":" + finding.line());
                    files.add(finding.file());
                });
        for (Finding finding : Plan.findings(routes.folder())) {
            boolean known = finding.line() > 0
                    ? places.contains(finding.file() + ":" + finding.line())
                    : files.contains(finding.file());
            SourceFile file = routes.files().get(finding.file());
            if (!known) {
                findings.add(file == null ? finding : file.completed(finding));
            }
        }
    }
}
