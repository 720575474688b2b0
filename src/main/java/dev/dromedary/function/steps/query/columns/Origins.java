package dev.dromedary.function.steps.query.columns;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The columns that something is made of, each with how it acts on it; in the order in which they were found. */
public final class Origins {

    private final Map<TableColumn, Set<Influence>> all = new LinkedHashMap<>();

    Origins() {}

    static Origins of(TableColumn column) {
        Origins origins = new Origins();
        origins.add(column, Influence.IDENTITY);
        return origins;
    }

    private void add(TableColumn column, Influence influence) {
        all.computeIfAbsent(column, name -> EnumSet.noneOf(Influence.class)).add(influence);
    }

    /** What acts on others so acts on this by them. */
    Origins add(Origins others, Influence influence) {
        others.all.forEach((column, before) -> before.forEach(each -> add(column, each.then(influence))));
        return this;
    }

    /** The same, of one that acts so on this and as it does already: it stays as it is. */
    Origins addAll(Origins others) {
        return add(others, Influence.IDENTITY);
    }

    /** How each column acts. */
    public Map<TableColumn, Set<Influence>> all() {
        return all;
    }
}
