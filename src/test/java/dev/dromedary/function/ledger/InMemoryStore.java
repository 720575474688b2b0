package dev.dromedary.function.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The simplest store that keeps the promises of {@link LedgerStore}. */
final class InMemoryStore implements LedgerStore {

    private final Map<String, LedgerItem> items = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();

    @Override
    public synchronized Optional<LedgerItem> read(String id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public synchronized Write replace(Optional<LedgerItem> known, LedgerItem next) {
        Optional<LedgerItem> found = read(next.id());
        if (found.equals(known)) {
            items.put(next.id(), next);
            return new Write(true, Optional.empty());
        }
        return found.filter(next::equals).isPresent() ? new Write(true, Optional.empty()) : new Write(false, found);
    }

    @Override
    public synchronized Optional<String> contentHolder(String contentId) {
        return Optional.ofNullable(holders.get(contentId));
    }

    @Override
    public synchronized void holdContent(String contentId, String id, Instant expires) {
        holders.put(contentId, id);
    }

    synchronized void delete(String id) {
        items.remove(id);
    }
}
