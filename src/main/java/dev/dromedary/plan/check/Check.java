package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;

/** One kind of mistake. A new one is a class of its own and a line in {@link RoutesCheck}. */
interface Check {

    /**
     * Looks for mistakes.
     *
     * @param findings gets what is wrong
     */
    void check(RoutesText routes, List<Finding> findings);
}
