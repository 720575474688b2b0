package dev.dromedary.plan.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plan costs, for people. */
final class CostText {

    private final StringBuilder text = new StringBuilder();
    private final Cost cost;

    private CostText(Cost cost) {
        this.cost = cost;
    }

    static String of(Cost cost) {
        CostText text = new CostText(cost);
        text.line("Cost in US dollars, by prices of " + cost.prices().date() + " in "
                + cost.prices().region() + " (" + Prices.FILE + "), without the free tier.");
        cost.pipelines().forEach(text::pipeline);
        text.line("");
        text.line("All pipelines, a month: " + money(cost.aMonth()) + ", of which shared " + purposes(cost.shared()));
        text.section("WARNINGS", cost.warnings());
        text.section(
                "NOT COUNTED, as no price is known",
                cost.unpriced().entrySet().stream()
                        .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
                        .toList());
        text.section(
                "ASSUMPTIONS, which a property says otherwise: PIPELINE.cost.NAME, PIPELINE.cost.VERB.NAME",
                assumptions());
        text.section(
                "SAID OTHERWISE",
                cost.assumptions().told().entrySet().stream()
                        .map(each -> each.getKey() + "=" + number(each.getValue()))
                        .toList());
        return text.text.toString();
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line(title);
            lines.forEach(each -> line("  " + each));
        }
    }

    private void pipeline(String pipeline) {
        Cost.Units units = cost.units(pipeline);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                pipeline.toUpperCase(Locale.ROOT),
                "TIMES A MONTH",
                "ROWS EACH",
                "SECONDS",
                "A MILLION " + units.word().toUpperCase(Locale.ROOT),
                "A MONTH",
                "AT REST"));
        cost.functions(pipeline)
                .forEach((id, each) -> rows.add(List.of(
                        id,
                        number(each.volume().events()),
                        each.volume().rows() > 0 ? number(each.volume().rows()) : "",
                        String.format(Locale.ROOT, "%,.1f", each.running().seconds()),
                        each.volume().scheduled() ? "" : fine(cost.perMillion(each)),
                        money(each.aMonth()),
                        money(each.rests()))));
        rows.add(List.of(
                "sum",
                "",
                "",
                "",
                fine(cost.perMillion(pipeline)),
                money(cost.aMonth(pipeline)),
                money(cost.functions(pipeline).values().stream()
                        .mapToDouble(FunctionCost::rests)
                        .sum())));
        line("");
        table(rows);
        Map<String, Double> byUse = new TreeMap<>();
        Map<String, Double> atRest = new TreeMap<>();
        cost.functions(pipeline).values().forEach(each -> {
            each.byUse().forEach((purpose, amount) -> byUse.merge(purpose, amount, Double::sum));
            each.atRest().forEach((purpose, amount) -> atRest.merge(purpose, amount, Double::sum));
        });
        line("  by use: " + purposes(byUse));
        line("  at rest: " + purposes(atRest));
    }

    private void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        rows.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String space = " ".repeat(widths.get(column) - row.get(column).length());
                line.append(column == 0 ? row.get(column) + space : "  " + space + row.get(column));
            }
            line(line.toString());
        }
    }

    private static List<String> assumptions() {
        List<String> lines = new ArrayList<>();
        for (Assumption each : Assumption.values()) {
            String usual = Double.isNaN(each.usual()) ? "a million rows or events a month" : number(each.usual());
            lines.add(each.property() + " = " + usual + ": " + each.meaning());
        }
        return lines;
    }

    /** The dearest first. */
    private static String purposes(Map<String, Double> amounts) {
        return amounts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(each ->
                        each.getKey() + " " + (each.getValue() < 0.1 ? fine(each.getValue()) : money(each.getValue())))
                .collect(Collectors.joining(", "));
    }

    static String compared(Cost before, Cost after) {
        CostText text = new CostText(after);
        Set<String> ids = new TreeSet<>(before.functions().keySet());
        ids.addAll(after.functions().keySet());
        for (String id : ids) {
            FunctionCost old = before.functions().get(id);
            FunctionCost fresh = after.functions().get(id);
            if (old == null) {
                text.line("+ " + id + ": " + money(fresh.aMonth()) + " a month, " + million(after, fresh));
            } else if (fresh == null) {
                text.line("- " + id + ": " + money(old.aMonth()) + " a month, " + million(before, old));
            } else {
                text.changed(id, before, old, fresh);
            }
        }
        after.warnings().stream()
                .filter(warning -> !before.warnings().contains(warning))
                .forEach(warning -> text.line("! " + warning));
        text.line("  All, a month: " + change(before.aMonth(), after.aMonth(), 2)
                + " (US dollars, prices of " + after.prices().date() + " in "
                + after.prices().region() + ")");
        return "COST\n" + text.text;
    }

    private void changed(String id, Cost before, FunctionCost old, FunctionCost fresh) {
        String month = change(old.aMonth(), fresh.aMonth(), 2);
        String million = change(before.perMillion(old), cost.perMillion(fresh), 4);
        if (month.contains("->") || million.contains("->")) {
            line("~ " + id + ": " + month + " a month, " + million + " a million "
                    + cost.units(fresh.pipeline()).word());
        }
    }

    private static String million(Cost cost, FunctionCost function) {
        return fine(cost.perMillion(function)) + " a million "
                + cost.units(function.pipeline()).word();
    }

    /** The difference is that of what is printed. */
    private static String change(double old, double fresh, int digits) {
        BigDecimal before = new BigDecimal(old).setScale(digits, RoundingMode.HALF_UP);
        BigDecimal after = new BigDecimal(fresh).setScale(digits, RoundingMode.HALF_UP);
        return before.equals(after)
                ? plain(after)
                : String.format(
                        Locale.ROOT,
                        "%s -> %s (%+,." + digits + "f)",
                        plain(before),
                        plain(after),
                        after.subtract(before));
    }

    private static String plain(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount);
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String fine(double amount) {
        return String.format(Locale.ROOT, "%,.4f", amount);
    }

    private static String number(double amount) {
        return String.format(Locale.ROOT, amount == Math.rint(amount) ? "%,.0f" : "%,.2f", amount);
    }
}
