package dev.dromedary.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Files under {@code routes/} are wrong. */
public final class FindingsException extends RuntimeException {

    private final List<Finding> findings;

    /**
     * Makes one.
     *
     * @param findings what is wrong, at least one
     */
    public FindingsException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    /**
     * What is wrong.
     *
     * @return at least one finding
     */
    public List<Finding> findings() {
        return findings;
    }
}
