package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;

/** A table that is to be created has to have a key. */
final class TableRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        ResourceDocuments documents = new ResourceDocuments(subject.functions());
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            for (Resource table : function.needs().used().all()) {
                boolean created = table.kind() == ResourceKind.TABLE && !table.external();
                if (created && documents.table(table).isEmpty()) {
                    findings.add(new Finding(
                            function.from().file(),
                            function.from().line(),
                            "Nothing says which key the table " + table.name() + " has; add a property that ends in"
                                    + " .table.key beside the one that names it, or list the table under "
                                    + function.pipeline() + ".external."));
                }
            }
        }
        return findings;
    }
}
