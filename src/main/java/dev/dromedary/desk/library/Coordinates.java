package dev.dromedary.desk.library;

/**
 * Names a library in Maven repositories.
 *
 * @param group such as {@code org.apache.camel}
 * @param artifact such as {@code camel-http}
 * @param version such as {@code 4.17.0}
 */
record Coordinates(String group, String artifact, String version) {

    static final String CAMEL = "org.apache.camel";

    private static final String PART = "[A-Za-z0-9_.-]+";

    /**
     * As a user writes it: {@code camel-http}, {@code GROUP:ARTIFACT} or {@code GROUP:ARTIFACT:VERSION}.
     *
     * @param functions what functions hold, whose versions are taken where none is written
     * @throws LibraryException if it is none of these, or no version is known
     */
    static Coordinates parse(String text, FunctionLibraries functions) {
        boolean ofCamel = text.matches("camel-" + PART + "(:[0-9]" + PART + ")?");
        String[] parts = (ofCamel ? CAMEL + ":" + text : text).split(":", -1);
        if (parts.length < 2 || parts.length > 3 || !text.matches("(" + PART + ":){0,2}" + PART)) {
            throw new LibraryException("\"" + text
                    + "\" names no library; write camel-http, GROUP:ARTIFACT:VERSION, or GROUP:ARTIFACT of Camel or the"
                    + " AWS SDK.");
        }
        String version = parts.length == 3
                ? parts[2]
                : functions
                        .wanted(parts[0], parts[1])
                        .orElseThrow(() ->
                                new LibraryException("\"" + text + "\" has no version; write " + text + ":VERSION."));
        return new Coordinates(parts[0], parts[1], version);
    }

    /** Group and artifact. */
    String key() {
        return group + ":" + artifact;
    }

    @Override
    public String toString() {
        return key() + ":" + version;
    }
}
