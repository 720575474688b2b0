package dev.dromedary.plan.cost;

import java.util.Map;
import java.util.TreeMap;

/** US dollars a month by what they are for. */
final class Amounts {

    private final Map<String, Double> dollars = new TreeMap<>();
    private final Prices prices;

    Amounts(Prices prices) {
        this.prices = prices;
    }

    /**
     * Adds so many units of a price.
     *
     * @param purpose such as {@code S3}
     * @param units how many a month
     * @param price the price of one
     */
    void add(String purpose, double units, String price) {
        // An unknown price is told only where something is bought by it.
        if (units > 0) {
            dollars.merge(purpose, units * prices.of(price), Double::sum);
        }
    }

    /** Adds tokens at a price of the pipeline's own. */
    void add(String purpose, double amount) {
        if (amount > 0) {
            dollars.merge(purpose, amount, Double::sum);
        }
    }

    double sum() {
        return dollars.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    Map<String, Double> byPurpose() {
        return dollars;
    }
}
