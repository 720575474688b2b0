package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.List;
import java.util.Map;

/** What a workflow's route is compiled with: what its folder knows. */
public interface Around {

    /** Routes that begin with an endpoint, such as {@code direct:name}. */
    List<Step> beginningWith(String uri);

    /** What holds for failures of the routes. */
    List<Step> configurations();

    /** The options of an endpoint by name, placeholders unresolved. */
    Map<String, String> options(String uri);

    /** Puts values in the place of placeholders. */
    String resolve(String text);

    /** Whether an exception of one class is caught as one of another. */
    boolean isCaughtAs(String thrown, String caught);

    /** Something has no counterpart in a state machine. */
    void finding(Step step, String message);
}
