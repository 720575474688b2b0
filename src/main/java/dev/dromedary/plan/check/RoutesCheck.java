package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.plan.AddedComponents;
import dev.dromedary.plan.Environments;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Overrides;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlanMemory;
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
    private final Check start = StartCheck.ofAll();

    private final CamelSchema schema = new CamelSchema();
    private final List<Check> checks;

    /** Those that know values of properties, which are others in an environment. */
    private final List<Check> ofProperties;

    /** With Camel's catalog and what added libraries have beside it, of which each entry is read once for all checks. */
    public RoutesCheck() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.enableCache();
        AddedComponents added = AddedComponents.ofClassPath();
        added.addTo(catalog);
        Check properties = new PropertiesCheck();
        Check simple = new SimpleCheck(catalog);
        Check mail = new MailCheck();
        ofProperties = List.of(properties, simple, mail);
        checks = List.of(
                new EndpointsCheck(catalog, added),
                new KameletsCheck(),
                new ServedCheck(),
                new RouteNamesCheck(),
                new ErrorHandlingCheck(),
                new PropertiesFormCheck(),
                properties,
                new BeansCheck(),
                new LibraryCheck(catalog),
                new ReadNamesCheck(catalog, added),
                simple,
                new ComparisonsCheck(),
                new OutsideValuesCheck(),
                new BodyCheck(),
                new IdempotencyCheck(),
                mail,
                new ConversationCheck(),
                new CredentialsCheck(catalog),
                new SinksCheck(),
                new DocumentsCheck(),
                new TemplatesCheck());
    }

    /**
     * Checks a routes folder: in its environment; if it has none, in each environment that has properties files, too.
     *
     * @return all that is wrong, each with file, line and column, in this order; empty if nothing is. What only an
     *     environment's settings make wrong stands in its files
     * @throws IOException if the folder can't be read
     */
    public List<Finding> check(RoutesFolder folder) throws IOException {
        List<Finding> unread = new ArrayList<>();
        RoutesText routes = RoutesText.read(folder.everywhere(), schema, unread);
        PlanMemory memory = new PlanMemory();
        List<Finding> findings = new ArrayList<>();
        if (folder.environment().isPresent()) {
            RoutesText there = routes.in(folder.environment().get());
            findings.addAll(check(there, unread, checks, start, memory));
            if (!findings.isEmpty()) {
                findings = located(there, findings, check(routes, unread, checks, start, memory));
            }
        } else {
            List<Finding> everywhere = check(routes, unread, checks, start, memory);
            findings.addAll(everywhere);
            for (String name : Environments.of(folder)) {
                RoutesText there = routes.in(name);
                findings.addAll(located(
                        there,
                        check(there, everywhere, ofProperties, StartCheck.ofEnvironments(), memory),
                        everywhere));
            }
        }
        return findings.stream().distinct().sorted(BY_PLACE).toList();
    }

    private static List<Finding> located(RoutesText routes, List<Finding> findings, List<Finding> everywhere) {
        return Overrides.located(routes.folder(), findings, everywhere).stream()
                .map(finding -> completed(routes, finding))
                .toList();
    }

    private static List<Finding> check(
            RoutesText routes, List<Finding> known, List<Check> checks, Check start, PlanMemory memory) {
        List<Finding> findings = new ArrayList<>(known);
        // The plan takes as long as all checks together, and needs none of them.
        Beside<List<Finding>> planned = Beside.start(() -> Plan.findings(routes.folder(), memory));
        checks.forEach(check -> check.check(routes, findings));
        addPlan(routes, planned.result(), findings);
        start.check(routes, findings);
        return findings;
    }

    private static Finding completed(RoutesText routes, Finding finding) {
        SourceFile file = routes.files().get(finding.file());
        return file == null || finding.column() > 0 ? finding : file.completed(finding);
    }

    /** What the plan finds has a line at best, and may be what was found already, in other words. */
    private static void addPlan(RoutesText routes, List<Finding> planned, List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        for (Finding finding : planned) {
            if (errors.stream().noneMatch(error -> isSame(error, finding))) {
                findings.add(completed(routes, finding));
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
