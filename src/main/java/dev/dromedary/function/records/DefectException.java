package dev.dromedary.function.records;

import java.io.IOException;
import java.util.Objects;

/** Thrown by an input stream whose content is at fault, so that reading it again can't help. */
public final class DefectException extends IOException {

    private final transient Defect defect;

    /** An exception that carries {@code defect}. */
    public DefectException(Defect defect) {
        super(defect.message());
        this.defect = Objects.requireNonNull(defect);
    }

    /** What is wrong with the content. */
    public Defect defect() {
        return defect;
    }
}
