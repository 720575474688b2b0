package dev.dromedary.plan;

import dev.dromedary.plan.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What pipelines write, as databases of the Glue Data Catalog, each with a workgroup of Athena that queries it. */
final class Catalog implements Rule {

    /** Where results of queries are, in the bucket of the first table. */
    static final String RESULTS = "athena-results/";

    private static final String LIMIT = "athena.scan-limit";

    /** Bytes; the least that Athena takes: https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
    private static final long LEAST = 10_000_000;

    /** Names of databases and workgroups, as functions know them, too. */
    static String database(String pipeline) {
        return pipeline + "_${environment}";
    }

    static String workgroup(String pipeline) {
        return "dromedary-" + pipeline + "-${environment}";
    }

    /** The databases by pipeline. */
    static Map<String, Object> documents(Collection<PlannedFunction> functions) {
        Map<String, Map<String, CatalogTable>> pipelines = new TreeMap<>();
        Map<String, Set<String>> mixed = new TreeMap<>();
        Map<String, String> limits = new TreeMap<>();
        for (PlannedFunction function : functions) {
            String pipeline = function.pipeline();
            Map<String, CatalogTable> tables = pipelines.computeIfAbsent(pipeline, each -> new TreeMap<>());
            Set<String> unlike = mixed.computeIfAbsent(pipeline, each -> new TreeSet<>());
            unlike.addAll(function.needs().catalog().mixed());
            for (CatalogTable table : function.needs().catalog().tables()) {
                CatalogTable before = tables.putIfAbsent(table.name(), table);
                if (before != null && !before.equals(table)) {
                    unlike.add(table.name());
                }
            }
            limits.put(pipeline, limit(function));
        }
        pipelines.forEach((pipeline, tables) -> tables.keySet().removeAll(mixed.get(pipeline)));
        Map<String, Object> documents = new TreeMap<>();
        pipelines.forEach((pipeline, tables) -> {
            if (!tables.isEmpty()) {
                Map<String, Object> described = new TreeMap<>();
                tables.forEach((name, table) -> described.put(name, table.document()));
                documents.put(
                        pipeline,
                        new Document()
                                .put("database", database(pipeline))
                                .put("workgroup", workgroup(pipeline))
                                .put(
                                        "resultsBucket",
                                        tables.values().iterator().next().bucket())
                                .put("resultsFolder", RESULTS)
                                .put("scanLimit", Long.parseLong(limits.get(pipeline)))
                                .put("tables", described)
                                .put("mixed", List.copyOf(mixed.get(pipeline)))
                                .fields());
            }
        });
        return documents;
    }

    private static String limit(PlannedFunction function) {
        return function.needs()
                .settings()
                .value(function.pipeline() + "." + LIMIT)
                .or(() -> function.needs().settings().value("dromedary." + LIMIT))
                .map(String::strip)
                .filter(Catalog::isLimit)
                .orElse(String.valueOf(LEAST));
    }

    private static boolean isLimit(String text) {
        return text.matches("[1-9][0-9]{7,17}") && Long.parseLong(text) >= LEAST;
    }

    /** Tables of a pipeline have names of their own, and its limit is one that Athena takes. */
    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Map<String, CatalogTable> all = new TreeMap<>();
        for (PlannedFunction function : subject.functions()) {
            for (CatalogTable table : function.needs().catalog().tables()) {
                CatalogTable before = all.putIfAbsent(function.pipeline() + "." + table.name(), table);
                if (before != null && !before.isOfSameFolder(table)) {
                    findings.add(function.from().finding(before.nameFault(table)));
                }
            }
            limitFault(subject, function, findings);
        }
        return findings;
    }

    private static void limitFault(Subject subject, PlannedFunction function, List<Finding> findings) {
        for (String owner : List.of(function.pipeline(), "dromedary")) {
            String property = owner + "." + LIMIT;
            function.needs()
                    .settings()
                    .value(property)
                    .map(String::strip)
                    .filter(value -> !isLimit(value))
                    .ifPresent(value -> {
                        Finding finding = ResourceNameRule.place(subject.folder(), function, value)
                                .orElse(function.from())
                                .finding("The property " + property + " is \"" + value
                                        + "\"; it has to be the bytes that a query may read, 10000000 at least.");
                        if (!findings.contains(finding)) {
                            findings.add(finding);
                        }
                    });
        }
    }
}
