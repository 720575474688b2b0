package dev.dromedary.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells by which words in the files of routes one knows that these need a class. */
final class WordsOfClasses {

    /** A word tells of a class if most routes with that word need it. */
    private static final double MOST = 0.75;

    /** The word of all routes. */
    private static final String ALL = "";

    /** The routes that have it, by word. */
    private final Map<String, Set<String>> routes = new HashMap<>();

    /** The words that tell of what just these routes need. */
    private final Map<Set<String>, List<String>> told = new HashMap<>();

    /**
     * For some routes.
     *
     * @param texts the files of each route, by its id
     * @param words what may tell
     */
    WordsOfClasses(Map<String, String> texts, Collection<String> words) {
        routes.put(ALL, texts.keySet());
        for (String word : words) {
            routes.put(
                    word,
                    texts.keySet().stream()
                            .filter(route -> texts.get(route).contains(word))
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * The lines of the list.
     *
     * @param loaded the classes of each route, in the order in which it loads them
     * @return a class and its words, or no word for what most routes need; in the mean order
     */
    List<String> lines(Map<String, List<String>> loaded) {
        Map<String, Set<String>> needing = new HashMap<>();
        Map<String, List<Double>> places = new HashMap<>();
        loaded.forEach((route, classes) -> {
            for (int i = 0; i < classes.size(); i++) {
                needing.computeIfAbsent(classes.get(i), name -> new TreeSet<>()).add(route);
                places.computeIfAbsent(classes.get(i), name -> new ArrayList<>())
                        .add((double) i / classes.size());
            }
        });
        return needing.keySet().stream()
                .filter(name -> !words(needing.get(name)).isEmpty())
                .sorted(Comparator.comparingDouble((String name) -> places.get(name).stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow())
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> (name + " " + String.join(" ", words(needing.get(name)))).strip())
                .toList();
    }

    private List<String> words(Set<String> needing) {
        return told.computeIfAbsent(needing, this::tellingOf);
    }

    /** As few words as it takes for as many of the routes as can be told. */
    private List<String> tellingOf(Set<String> needing) {
        Set<String> left = new HashSet<>(needing);
        List<String> words = new ArrayList<>();
        for (Optional<String> best = best(needing, left); best.isPresent(); best = best(needing, left)) {
            words.add(best.get());
            left.removeAll(routes.get(best.get()));
        }
        return words.contains(ALL) ? List.of(ALL) : words;
    }

    private Optional<String> best(Set<String> needing, Set<String> left) {
        return routes.keySet().stream()
                .filter(word -> common(routes.get(word), needing)
                        >= MOST * routes.get(word).size())
                .filter(word -> common(routes.get(word), left) > 0)
                .max(Comparator.comparingLong((String word) -> common(routes.get(word), left))
                        .thenComparingDouble(word -> (double) common(routes.get(word), needing)
                                / routes.get(word).size())
                        // The shortest, and of these the first.
                        .thenComparing(Comparator.comparingInt(String::length).reversed())
                        .thenComparing(Comparator.reverseOrder()));
    }

    private static long common(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).count();
    }
}
