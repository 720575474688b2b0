package dev.dromedary.plan.check;

/** What is on the class path, which at a desk is that of the functions and more; and what a repository adds to its functions. */
final class Library {

    private Library() {}

    /** How to add what a function does not hold, to end a sentence with. */
    static String add(String artifact) {
        return "add it: with=" + artifact + " in dromedary.properties beside the routes folder, or --with " + artifact
                + ".";
    }

    /** Whether a service that Camel finds by a file on the class path is not there. */
    static boolean misses(String folder, String name) {
        ClassLoader added = Thread.currentThread().getContextClassLoader();
        return Library.class.getClassLoader().getResource(folder + name) == null
                && (added == null || added.getResource(folder + name) == null);
    }
}
