package dev.dromedary.plan.cost;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;

/** The dated prices that stand beside the routes: US dollars by unit. */
public final class Prices {

    /** Where they stand, relative to the routes folder. */
    public static final String FILE = "shared/prices.properties";

    private final Path file;
    private final Properties values;

    private Prices(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads the prices of a routes folder.
     *
     * @throws IllegalArgumentException if there are none, or not of a date, a region and in US dollars; one sentence
     */
    public static Prices of(Path routes) {
        Path file = routes.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There are no prices " + file
                    + "; copy the file from the shared folder of Dromedary's own routes.");
        }
        Prices prices = new Prices(file, read(file));
        prices.text("date", "\\d{4}-\\d{2}-\\d{2}", "the date on which they held, such as 2026-11-29");
        prices.text("region", "[a-z]{2}(-[a-z]+)+-\\d", "the region that they are of, such as us-east-1");
        prices.text("currency", "USD", "USD, as all amounts are in US dollars");
        return prices;
    }

    static Properties read(Path file) {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " can't be read: " + e.getMessage() + ".", e);
        }
        return values;
    }

    private String text(String name, String form, String right) {
        String value = values.getProperty("prices." + name, "").strip();
        if (!value.matches(form)) {
            throw new IllegalArgumentException(
                    file + ": prices." + name + " is \"" + value + "\"; it has to be " + right + ".");
        }
        return value;
    }

    /**
     * The price of one unit.
     *
     * @param name such as {@code lambda.million-requests}; a name with {@code thousand-} or {@code million-} is the price of so many
     * @return US dollars for one
     * @throws IllegalArgumentException if there is no such price, or it is no amount; one sentence
     */
    double of(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(file + " has no price " + name
                    + "; add it, in US dollars, or copy the file of Dromedary's own routes.");
        }
        return Assumption.number(value)
                        .orElseThrow(() -> new IllegalArgumentException(file + ": the price " + name + " is \"" + value
                                + "\"; it has to be an amount of US dollars, such as 0.40."))
                / (name.contains("million-") ? 1e6 : name.contains("thousand-") ? 1e3 : 1);
    }

    /** Of what day they are, {@code yyyy-mm-dd}. */
    String date() {
        return values.getProperty("prices.date").strip();
    }

    String region() {
        return values.getProperty("prices.region").strip();
    }

    /** What the file says of volumes, for all pipelines: {@code cost.…}. */
    TreeMap<String, String> assumptions() {
        TreeMap<String, String> all = new TreeMap<>();
        values.stringPropertyNames().stream()
                .filter(name -> name.startsWith("cost."))
                .forEach(name -> all.put(name, values.getProperty(name)));
        return all;
    }
}
