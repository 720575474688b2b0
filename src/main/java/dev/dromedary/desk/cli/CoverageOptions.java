package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.StepPlace;
import dev.dromedary.desk.testing.StepCoverage;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** Which steps no case reaches: the options of {@code test} about it. */
final class CoverageOptions {

    private static final int ALL = 100;

    @Option(
            names = "--coverage",
            description = "Show the steps that no case reaches, so the branches, too, with file and line.")
    private boolean shown;

    @Option(
            names = "--coverage-least",
            paramLabel = "PERCENT",
            description =
                    "Exit code 1 if the cases reach a smaller share of the steps than this, 0 to 100; shows them as --coverage does.")
    private Integer least;

    /**
     * Refuses what is no share.
     *
     * @throws UsageException in one sentence
     */
    void check() {
        if (least != null && (least < 0 || least > ALL)) {
            throw new UsageException("--coverage-least is " + least + "; it has to be a number from 0 to 100.");
        }
    }

    /**
     * Shows what was reached.
     *
     * @param folder with the routes of these pipelines; files that no case has loaded are told, too
     * @return whether it is enough
     */
    boolean show(StepCoverage coverage, RoutesFolder folder, List<String> pipelines, PrintWriter out) {
        if (!shown && least == null) {
            return true;
        }
        SortedMap<String, StepCoverage.File> files = coverage.files();
        out.println("Steps that cases reach");
        int reached = 0;
        int steps = 0;
        for (var file : files.entrySet()) {
            reached += file.getValue().reached();
            steps += file.getValue().steps();
            out.println(String.format(
                    Locale.ROOT,
                    "  %3d of %3d  %s",
                    file.getValue().reached(),
                    file.getValue().steps(),
                    file.getKey()));
            for (StepPlace missed : file.getValue().missed()) {
                out.println("              " + missed.place() + ": no case reaches " + missed.step());
            }
        }
        for (String pipeline : pipelines) {
            folder.routeFiles(pipeline).stream()
                    .filter(file -> !files.containsKey(file))
                    .forEach(file -> out.println("         none  " + file + ": no case loads it"));
        }
        int percent = steps == 0 ? 0 : reached * ALL / steps;
        boolean enough = least == null || percent >= least;
        out.println(String.format(
                Locale.ROOT,
                "  %d of %d steps, %d %%%s",
                reached,
                steps,
                percent,
                enough ? "" : ", less than the " + least + " % of --coverage-least"));
        return enough;
    }
}
