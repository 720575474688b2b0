package dev.dromedary.desk.library;

import java.util.Optional;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;

/** What functions hold, compared with what a library asks for. */
final class HeldVersions {

    private HeldVersions() {}

    /**
     * What a user should know of a library that functions hold, and that another one asks for: theirs is older.
     *
     * @param asked with the version that is asked for
     * @return a sentence; empty if the version is as new as is asked for
     * @throws LibraryException if the version that is asked for is the next one that may break what worked
     */
    static Optional<String> note(Coordinates asked, FunctionLibraries functions) {
        String held = functions.held(asked.group(), asked.artifact()).orElseThrow();
        if (asked.version().startsWith("[") || asked.version().startsWith("(") || compare(asked.version(), held) <= 0) {
            return Optional.empty();
        }
        if (!major(asked.version()).equals(major(held))) {
            throw new LibraryException("A library that is added needs " + asked + ", and every function holds version "
                    + held + ", which it can't replace; take a version of the library that goes with that one.");
        }
        return Optional.of("Functions hold " + asked.key() + " in version " + held + ", and " + asked.version()
                + " is asked for; they stay with theirs.");
    }

    private static String major(String version) {
        return version.split("[.-]", 2)[0];
    }

    private static int compare(String one, String other) {
        GenericVersionScheme scheme = new GenericVersionScheme();
        try {
            Version first = scheme.parseVersion(one);
            return first.compareTo(scheme.parseVersion(other));
        } catch (InvalidVersionSpecificationException e) {
            throw new LibraryException("\"" + one + "\" is no version.");
        }
    }
}
