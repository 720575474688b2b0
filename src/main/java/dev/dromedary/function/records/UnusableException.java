package dev.dromedary.function.records;

/** Something in a field's description can't be used; carries its key within the field. */
final class UnusableException extends RuntimeException {

    private final String key;

    UnusableException(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
