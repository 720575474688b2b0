package dev.dromedary.plan.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan costs, in US dollars: for a million rows or events and for a month, by function. An estimate by list prices and by what is
 * assumed of volumes and speed, each of which is told and can be told otherwise.
 */
public final class Cost {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Prices prices;
    private final Assumptions assumptions;
    private final Map<String, FunctionCost> functions = new TreeMap<>();
    private final Map<String, Double> shared;
    private final List<String> warnings = new ArrayList<>();

    private Cost(JsonNode plan, Prices prices, Assumptions assumptions) {
        this.prices = prices;
        this.assumptions = assumptions;
        Map<String, Volumes.Volume> volumes = Volumes.of(plan, assumptions);
        plan.path("functions").properties().forEach(each -> {
            String id = each.getKey();
            Assumptions.Of assumed =
                    assumptions.of(each.getValue().path("pipeline").asText(), id);
            FunctionCost cost = FunctionCost.of(plan, id, volumes.get(id), assumed, prices);
            functions.put(id, cost);
            warnings.addAll(Warnings.of(id, each.getValue(), cost, assumed));
        });
        plan.path("stateMachines").properties().forEach(each -> {
            String id = each.getKey();
            functions.put(
                    id,
                    MachineCost.of(
                            each.getValue(),
                            volumes.get(id),
                            assumptions.of(each.getValue().path("pipeline").asText(), id),
                            prices,
                            called -> functions.containsKey(called)
                                    ? functions.get(called).running().seconds()
                                    : 0));
        });
        Amounts amounts = new Amounts(prices);
        AtRest.shared(plan, amounts);
        shared = amounts.byPurpose();
    }

    /**
     * Reckons what a plan costs.
     *
     * @param prices AWS's prices
     * @param volumes a file with properties that win over those of the pipelines; null for none
     * @throws IllegalArgumentException if a price is missing, or a property is wrong; one sentence
     */
    public static Cost of(Plan plan, Prices prices, Path volumes) {
        JsonNode document = read(plan.json());
        Set<String> ids = new TreeSet<>();
        document.path("functions").fieldNames().forEachRemaining(ids::add);
        document.path("stateMachines").fieldNames().forEachRemaining(ids::add);
        return new Cost(document, prices, new Assumptions(ids, prices, plan.costProperties(), volumes));
    }

    private static JsonNode read(String plan) {
        try {
            return JSON.readTree(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The plan is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * What the cost changes where another plan is deployed, by the same prices and volumes.
     *
     * @param deployed that plan, as {@code plan --json} wrote it
     * @return a line for each function whose cost differs, what is to be warned of, and the sum
     */
    public String since(String deployed) {
        JsonNode document = read(deployed);
        for (JsonNode function : document.path("functions")) {
            if (!function.has("work")) {
                return "COST\n  What the deployed plan costs can't be known, as an earlier version made it, which does not tell what"
                        + " functions call.\n";
            }
        }
        return CostText.compared(new Cost(document, prices, assumptions), this);
    }

    Map<String, FunctionCost> functions() {
        return functions;
    }

    Prices prices() {
        return prices;
    }

    Assumptions assumptions() {
        return assumptions;
    }

    List<String> warnings() {
        return warnings;
    }

    /** US dollars a month by purpose for what functions have in common. */
    Map<String, Double> shared() {
        return shared;
    }

    /** US dollars a month for all. */
    double aMonth() {
        return functions.values().stream().mapToDouble(FunctionCost::aMonth).sum() + FunctionCost.sum(shared);
    }

    /** What is called and has no price here, by function. */
    Map<String, Set<String>> unpriced() {
        Map<String, Set<String>> all = new TreeMap<>();
        functions.forEach((id, each) -> {
            if (!each.unpriced().isEmpty()) {
                all.put(id, each.unpriced());
            }
        });
        return all;
    }

    Set<String> pipelines() {
        Set<String> names = new TreeSet<>();
        functions.values().forEach(each -> names.add(each.pipeline()));
        return names;
    }

    Map<String, FunctionCost> functions(String pipeline) {
        Map<String, FunctionCost> own = new TreeMap<>(functions);
        own.values().removeIf(each -> !each.pipeline().equals(pipeline));
        return own;
    }

    /**
     * What a month brings to a pipeline: rows, if a function that begins it reads some, else events.
     *
     * @param rows whether they are rows
     * @param amount how many
     */
    record Units(boolean rows, double amount) {

        String word() {
            return rows ? "rows" : "events";
        }
    }

    Units units(String pipeline) {
        List<Volumes.Volume> first = functions(pipeline).values().stream()
                .map(FunctionCost::volume)
                .filter(volume -> !volume.fromPipeline() && !volume.scheduled())
                .toList();
        boolean rows = first.stream().anyMatch(volume -> volume.rows() > 0);
        return new Units(
                rows,
                first.stream()
                        .mapToDouble(volume -> rows ? volume.rowsAMonth() : volume.events())
                        .sum());
    }

    /** US dollars for a million units of its pipeline, without what costs the same for any volume. */
    double perMillion(FunctionCost function) {
        double amount = units(function.pipeline()).amount();
        return function.volume().scheduled() || amount == 0 ? 0 : function.used() / amount * 1e6;
    }

    double perMillion(String pipeline) {
        return functions(pipeline).values().stream()
                .mapToDouble(this::perMillion)
                .sum();
    }

    double aMonth(String pipeline) {
        return functions(pipeline).values().stream()
                .mapToDouble(FunctionCost::aMonth)
                .sum();
    }

    /**
     * The cost for people.
     *
     * @return tables, warnings and assumptions
     */
    public String text() {
        return CostText.of(this);
    }

    /** The cost as JSON, amounts in US dollars. */
    public String json() {
        Map<String, Object> pipelines = new LinkedHashMap<>();
        pipelines().forEach(pipeline -> pipelines.put(pipeline, document(pipeline)));
        Map<String, Object> assumed = new LinkedHashMap<>();
        for (Assumption each : Assumption.values()) {
            assumed.put(
                    each.property(),
                    new Document()
                            .put("value", Double.isNaN(each.usual()) ? null : each.usual())
                            .put("meaning", each.meaning())
                            .fields());
        }
        Document document = new Document()
                .put(
                        "prices",
                        new Document()
                                .put("date", prices.date())
                                .put("region", prices.region())
                                .put("currency", "USD")
                                .fields())
                .put("pipelines", pipelines)
                .put("shared", shared)
                .put("perMonth", aMonth())
                .put("warnings", warnings)
                .put("unpriced", unpriced())
                .put("assumptions", assumed)
                .put("properties", assumptions.told());
        try {
            return JSON.writeValueAsString(document.fields()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The cost holds what JSON can't", e);
        }
    }

    private Map<String, Object> document(String pipeline) {
        Map<String, Object> all = new LinkedHashMap<>();
        functions(pipeline)
                .forEach((id, each) -> all.put(
                        id,
                        new Document()
                                .put("eventsPerMonth", each.volume().events())
                                .put("rowsPerEvent", each.volume().rows())
                                .put("secondsPerInvocation", each.running().seconds())
                                .put(
                                        "gigabyteSecondsPerMonth",
                                        each.running().work() + each.running().starts())
                                .put("coldStartsPerMonth", each.running().coldStarts())
                                .put("perMillion", perMillion(each))
                                .put("perMonth", each.aMonth())
                                .put("byUse", each.byUse())
                                .put("atRest", each.atRest())
                                .fields()));
        Units units = units(pipeline);
        return new Document()
                .put("unit", units.word())
                .put("unitsPerMonth", units.amount())
                .put("perMillion", perMillion(pipeline))
                .put("perMonth", aMonth(pipeline))
                .put("functions", all)
                .fields();
    }
}
