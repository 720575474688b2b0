package dev.dromedary.function.records.parquet;

import java.io.IOException;
import org.apache.parquet.format.Statistics;

/** Encodes truth values, a bit each. */
final class BooleanEncoder extends ColumnEncoder {

    private boolean anyTrue;
    private boolean anyFalse;
    private int bits;
    private int filled;

    BooleanEncoder(ColumnPages pages, boolean optional) {
        super(pages, optional, false);
    }

    @Override
    void add(long value) throws IOException {
        anyTrue |= value != 0;
        anyFalse |= value == 0;
        bits |= (int) value << filled++;
        if (filled == Byte.SIZE) {
            plain().putByte(bits);
            bits = 0;
            filled = 0;
        }
        addPresent(plain().length());
    }

    @Override
    void writePlain(GrowingBytes out) {
        super.writePlain(out);
        if (filled > 0) {
            out.putByte(bits);
            bits = 0;
            filled = 0;
        }
    }

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        if (anyTrue || anyFalse) {
            statistics
                    .setMin_value(new byte[] {(byte) (anyFalse ? 0 : 1)})
                    .setMax_value(new byte[] {(byte) (anyTrue ? 1 : 0)});
        }
        return statistics;
    }

    @Override
    void writeWord(int number, GrowingBytes out) {
        throw new UnsupportedOperationException("Truth values have no dictionary.");
    }

    @Override
    void forgetWords() {}

    @Override
    int dictionarySize() {
        return 0;
    }

    @Override
    long dictionaryBytes() {
        return 0;
    }
}
