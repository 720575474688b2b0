package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** Everything that can be said of a routes folder without running it and without AWS. */
public final class RoutesCheck {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::message);

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /** The last one, of what is right as far as the others know. */
    private final Check start = new StartCheck();

    private final CamelSchema schema = new CamelSchema();
    private final List<Check> checks;

    /** With Camel's catalog, of which each entry is read once for all checks. */
    public RoutesCheck() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.enableCache();
        checks = List.of(
                new EndpointsCheck(catalog),
                new ServedCheck(),
                new RouteNamesCheck(),
                new ErrorHandlingCheck(),
                new PropertiesCheck(),
                new BeansCheck(),
                new LibraryCheck(catalog),
                new ReadNamesCheck(catalog),
                new SimpleCheck(catalog),
                new ComparisonsCheck(),
                new OutsideValuesCheck(),
                new BodyCheck(),
                new IdempotencyCheck(),
                new MailCheck(),
                new CredentialsCheck(catalog),
                new DocumentsCheck(),
                new TemplatesCheck());
    }

    /**
     * Checks a routes folder.
     *
     * @return all that is wrong, each with file, line and column, in this order; empty if nothing is
     * @throws IOException if the folder can't be read
     */
    public List<Finding> check(RoutesFolder folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        RoutesText routes = RoutesText.read(folder, schema, findings);
        checks.forEach(check -> check.check(routes, findings));
        addPlan(routes, findings);
        start.check(routes, findings);
        return findings.stream().distinct().sorted(BY_PLACE).toList();
    }

    /** What the plan finds has a line at best, and may be what was found already, in other words. */
    private static void addPlan(RoutesText routes, List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        for (Finding finding : Plan.findings(routes.folder())) {
            if (errors.stream().noneMatch(error -> isSame(error, finding))) {
                SourceFile file = routes.files().get(finding.file());
                findings.add(file == null ? finding : file.completed(finding));
            }
        }
    }

    /** Camel's loader names the line of the step, or of the option's value; the plan also names what is wrong. */
    private static boolean isSame(Finding error, Finding planned) {
        boolean sameFile = error.file().equals(planned.file());
        Matcher quoted = QUOTED.matcher(error.message());
        String wrong = quoted.find() ? quoted.group(1) : "";
        // Why there is none is said already.
        return planned.message().startsWith("No route begins with a trigger")
                || planned.message().endsWith(", " + error.message())
                // It may be told once for all routes.
                || planned.message().contains(ErrorHandling.NONE)
                        && error.message().contains(ErrorHandlingCheck.SUBJECT)
                || sameFile && Math.abs(error.line() - planned.line()) <= 1
                || sameFile && planned.line() < 0
                || wrong.length() > 2 && planned.message().contains(wrong);
    }
}
