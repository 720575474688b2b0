package dev.dromedary.desk.testing;

/** A test file is wrong; the message has a line for each mistake: {@code file:line:column: what is wrong}. */
public final class TestFileException extends RuntimeException {

    TestFileException(String message) {
        super(message);
    }
}
