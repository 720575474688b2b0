package dev.dromedary.desk.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows on a terminal how far a run is: share and rows read, rate, time left. Elsewhere it is silent. */
final class Progress implements dev.dromedary.function.steps.Progress {

    private static final long INTERVAL_NANOS = 200_000_000;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final long started = System.nanoTime();

    private final List<String> shownContent = new ArrayList<>();
    private long totalBytes;
    private long lastShown = started;
    private boolean shown;

    private Progress(PrintStream out) {
        this.out = out;
    }

    /**
     * Progress for this process.
     *
     * @param quiet whether nothing is to be shown in any case
     * @return progress that shows itself only on a terminal
     */
    static Progress onTerminal(boolean quiet) {
        return new Progress(quiet || System.console() == null ? null : System.err);
    }

    synchronized void expect(long bytes) {
        totalBytes += bytes;
    }

    @Override
    public synchronized void read(long bytes, long rows) {
        long now = System.nanoTime();
        if (out == null || now - lastShown < INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        shown = true;
        out.print(CLEAR_LINE + line(bytes, totalBytes, rows, (now - started) / 1e9));
        out.flush();
    }

    @Override
    public synchronized void show(String content) {
        shownContent.add(content);
    }

    /** What stands in the files that can't be used, for the person who runs this and has them. */
    synchronized List<String> shownContent() {
        return List.copyOf(shownContent);
    }

    static String line(long bytes, long totalBytes, long rows, double seconds) {
        double share = totalBytes == 0 ? 0 : Math.min(1.0, (double) bytes / totalBytes);
        String left = share == 0 ? "" : String.format(Locale.ROOT, "  %.0f s left", seconds / share - seconds);
        return String.format(
                Locale.ROOT,
                "%.0f %%  %.1f of %.1f MB  %,d rows  %,.0f rows/s%s",
                share * 100,
                bytes / 1e6,
                totalBytes / 1e6,
                rows,
                rows / seconds,
                left);
    }

    synchronized void clear() {
        if (shown) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
