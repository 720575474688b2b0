package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.logs.Tally;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlannedFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of a plan as rows of a table. */
final class FunctionRows {

    private FunctionRows() {}

    static List<Map<String, Object>> of(Plan plan, Tally tally) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PlannedFunction function : plan.functions().values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", function.id());
            row.put("description", function.description().orElse(""));
            row.put("starts", function.trigger().starts(function));
            row.put("file", function.from().file());
            row.put("planned", planned(function));
            row.put("count", tally.of(function.id()));
            rows.add(row);
        }
        return rows;
    }

    /** What Lambda gives it. */
    static String planned(PlannedFunction function) {
        return function.isWorkflow()
                ? "state machine"
                : function.endpoint().getMemory() + " MB, "
                        + function.endpoint().getTimeout() + " s";
    }
}
