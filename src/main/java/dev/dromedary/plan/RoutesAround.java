package dev.dromedary.plan;

import dev.dromedary.plan.workflow.Around;
import java.util.List;
import java.util.Map;

/**
 * What the compiler of workflows asks about the routes around one.
 *
 * @param routes the workflow's files
 * @param rules know the options of endpoints
 * @param needs get what can't be compiled
 */
record RoutesAround(FunctionRoutes routes, EndpointRules rules, Needs needs) implements Around {

    @Override
    public List<Step> beginningWith(String uri) {
        return routes.beginningWith(resolve(uri));
    }

    @Override
    public List<Step> configurations() {
        return routes.configurations();
    }

    @Override
    public Map<String, String> options(String uri) {
        return rules.options(uri);
    }

    @Override
    public String resolve(String text) {
        return routes.settings().resolve(text);
    }

    @Override
    public boolean isCaughtAs(String thrown, String caught) {
        Class<?> one = routes.context().getClassResolver().resolveClass(thrown);
        Class<?> other = routes.context().getClassResolver().resolveClass(caught);
        return one == null || other == null ? thrown.equals(caught) : other.isAssignableFrom(one);
    }

    @Override
    public void finding(Step step, String message) {
        needs.finding(step, message);
    }
}
