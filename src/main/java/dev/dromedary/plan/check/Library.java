package dev.dromedary.plan.check;

/** What is on the class path, which at a desk is that of the functions and more. */
final class Library {

    private Library() {}

    /** Whether a service that Camel finds by a file on the class path is not there. */
    static boolean misses(String folder, String name) {
        return Library.class.getClassLoader().getResource(folder + name) == null;
    }
}
