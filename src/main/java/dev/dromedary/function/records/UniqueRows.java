package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Finds the rows whose values a row before has had already. Rows that lack one of the values are as no other. */
final class UniqueRows {

    /** For each of the columns its place among the added ones, or -1. */
    private final int[] added;
    /** For each of the columns the field that it is, or -1. */
    private final int[] fields;

    private final String reason;
    private final DigestSet digests;
    private final MessageDigest digest;
    private final Cell cell = new Cell();
    private boolean full;

    UniqueRows(Mapping mapping, String[] names, int most) {
        List<String> unique = mapping.unique();
        List<String> kept = mapping.source().fields().stream()
                .map(field -> mapping.kept(field.name()).orElse(""))
                .toList();
        added = unique.stream().mapToInt(List.of(names)::indexOf).toArray();
        fields = unique.stream().mapToInt(kept::indexOf).toArray();
        reason = "duplicate_" + String.join("_", unique);
        digests = unique.isEmpty() ? null : new DigestSet(most);
        digest = sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has to have it.
            throw new IllegalStateException(e);
        }
    }

    String reason() {
        return reason;
    }

    boolean isFull() {
        return full;
    }

    /**
     * Keeps a row's values.
     *
     * @param values those of the added columns
     * @return false if a row before has had them
     */
    boolean add(Row row, RowCells cells, byte[][] values) {
        if (digests == null || full) {
            return true;
        }
        for (int i = 0; i < added.length; i++) {
            if (added[i] >= 0) {
                byte[] value = values[added[i]];
                if (value == null) {
                    digest.reset();
                    return true;
                }
                cell.setText(value, 0, value.length);
            } else if (!cells.text(row, fields[i], cell)) {
                digest.reset();
                return true;
            }
            int length = cell.end() - cell.start();
            // The length first, so that no two rows run together to the same bytes.
            digest.update((byte) (length >>> 24));
            digest.update((byte) (length >>> 16));
            digest.update((byte) (length >>> 8));
            digest.update((byte) length);
            digest.update(cell.bytes(), cell.start(), length);
        }
        byte[] hash = digest.digest();
        switch (digests.add(hash)) {
            case ADDED -> {
                return true;
            }
            case KNOWN -> {
                return false;
            }
            default -> {
                full = true;
                return true;
            }
        }
    }
}
