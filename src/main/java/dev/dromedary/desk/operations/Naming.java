package dev.dromedary.desk.operations;

/**
 * How resources are called where a pipeline is deployed: {@code claims-health-ingest-dev}.
 *
 * @param prefix what their names begin with: {@code claims-}, or nothing
 * @param suffix what they end in: {@code -dev}, or nothing where no environment is named
 */
public record Naming(String prefix, String suffix) {

    /** Names as they are in the pipeline. */
    public static final Naming PLAIN = new Naming("", "");

    /** Those of an environment, as Terraform makes them. */
    public static Naming of(String prefix, String environment) {
        return new Naming(prefix, '-' + environment);
    }

    /** The name of what is called so in the pipeline. */
    public String name(String plain) {
        return prefix + plain + suffix;
    }

    boolean isEnvironment() {
        return !suffix.isEmpty();
    }

    /** {@code prod} or {@code production}, also at the end of a longer name. */
    boolean isProduction() {
        return suffix.endsWith("-prod") || suffix.endsWith("-production");
    }
}
