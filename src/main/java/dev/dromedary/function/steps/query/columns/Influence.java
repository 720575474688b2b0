package dev.dromedary.function.steps.query.columns;

/**
 * How a column acts on another one, in OpenLineage's words.
 *
 * @see <a href="https://openlineage.io/docs/spec/facets/dataset-facets/column_lineage_facet">Column lineage</a>
 */
public enum Influence {
    /** Its values are taken over. */
    IDENTITY(true),
    /** Its values are computed with. */
    TRANSFORMATION(true),
    /** Values of several records are computed with. */
    AGGREGATION(true),
    /** Decides which of several values it is. */
    CONDITIONAL(false),
    /** Decides which records a window has, and their order. */
    WINDOW(false),
    /** Decides which records are there. */
    FILTER(false),
    /** Decides which records of two tables belong together. */
    JOIN(false),
    /** Decides which records are one. */
    GROUP_BY(false),
    /** Decides the order of records. */
    SORT(false);

    private final boolean direct;

    Influence(boolean direct) {
        this.direct = direct;
    }

    /** The word for whether values go in, or only decide. */
    public String type() {
        return direct ? "DIRECT" : "INDIRECT";
    }

    /** That of a column on what is made of what is made of it. */
    Influence then(Influence next) {
        if (!direct || !next.direct) {
            return next.direct ? this : next;
        }
        return compareTo(next) > 0 ? this : next;
    }
}
