package dev.dromedary.desk.emulator;

/** Something that only the user can mend; the message is one sentence for them. */
public final class EmulatorException extends RuntimeException {

    EmulatorException(String sentence) {
        super(sentence);
    }

    EmulatorException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
