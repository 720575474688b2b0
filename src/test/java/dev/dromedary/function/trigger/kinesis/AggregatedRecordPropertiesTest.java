package dev.dromedary.function.trigger.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AggregatedRecordPropertiesTest {

    @Property(tries = 300)
    void shouldYieldAllRecordsInOrder_whenTheyWerePacked(@ForAll("records") List<Aggregates.Given> records) {
        List<AggregatedRecord.Child> children =
                AggregatedRecord.read(Aggregates.pack(records)).orElseThrow();

        assertThat(children).hasSameSizeAs(records);
        for (int i = 0; i < records.size(); i++) {
            assertThat(children.get(i).partitionKey()).isEqualTo(records.get(i).partitionKey());
            assertThat(children.get(i).data()).isEqualTo(records.get(i).data());
        }
    }

    @Property(tries = 300)
    void shouldBeOneOrdinaryRecord_whenAnyByteIsWrong(
            @ForAll("records") List<Aggregates.Given> records, @ForAll int where, @ForAll @IntRange(min = 1) int by) {
        byte[] packed = Aggregates.pack(records);
        packed[Math.floorMod(where, packed.length)] ^= (byte) (by % 255 + 1);

        assertThat(AggregatedRecord.read(packed)).isEmpty();
    }

    @Property(tries = 300)
    void shouldBeOneOrdinaryRecord_whenItIsCutOff(
            @ForAll("records") List<Aggregates.Given> records, @ForAll @IntRange(min = 1) int by) {
        byte[] packed = Aggregates.pack(records);

        assertThat(AggregatedRecord.read(Arrays.copyOf(packed, packed.length - 1 - by % packed.length)))
                .isEmpty();
    }

    @Property(tries = 1000)
    void shouldNeverFail_whenTheDigestIsRightButTheRestIsAnything(@ForAll @Size(max = 60) byte[] message) {
        AggregatedRecord.read(Aggregates.seal(message))
                .ifPresent(children -> assertThat(children).doesNotContainNull());
    }

    @Example
    void shouldBeOneOrdinaryRecord_whenAPartitionKeyIsMissing() {
        // A record with partition key 5, data "x", and no table of keys.
        assertThat(AggregatedRecord.read(Aggregates.seal(new byte[] {26, 5, 8, 5, 26, 1, 'x'})))
                .isEmpty();
    }

    @Example
    void shouldBeOneOrdinaryRecord_whenDataIsMissing() {
        assertThat(AggregatedRecord.read(Aggregates.seal(new byte[] {10, 1, 'k', 26, 2, 8, 0})))
                .isEmpty();
    }

    @Example
    void shouldFindTheKey_whenItsTableComesLast() {
        assertThat(AggregatedRecord.read(Aggregates.seal(new byte[] {26, 5, 8, 0, 26, 1, 'x', 10, 1, 'k'})))
                .hasValueSatisfying(children -> assertThat(children)
                        .singleElement()
                        .extracting(AggregatedRecord.Child::partitionKey)
                        .isEqualTo("k"));
    }

    @Example
    void shouldPassOverFieldsItDoesNotKnow_whenTheFormatGrows() {
        // Fields 9 to 12 of the four plain wire types, then a table of keys and a record.
        byte[] message = {
            72, -1, 1, 81, 1, 2, 3, 4, 5, 6, 7, 8, 90, 2, 0, 0, 101, 1, 2, 3, 4, 10, 1, 'k', 26, 5, 8, 0, 26, 1, 'x'
        };

        assertThat(AggregatedRecord.read(Aggregates.seal(message)))
                .hasValueSatisfying(children -> assertThat(children).hasSize(1));
    }

    @Example
    void shouldBeOneOrdinaryRecord_whenItIsTooShort() {
        assertThat(AggregatedRecord.read(new byte[0])).isEmpty();
        assertThat(AggregatedRecord.read(new byte[] {-13, -119, -102, -62})).isEmpty();
        assertThat(AggregatedRecord.read(Arrays.copyOf(new byte[] {-13, -119, -102, -62}, 20)))
                .isEmpty();
    }

    @Provide
    Arbitrary<List<Aggregates.Given>> records() {
        Arbitrary<byte[]> data = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Combinators.combine(Arbitraries.strings().ofMaxLength(5), data)
                .as(Aggregates.Given::new)
                .list()
                .ofMaxSize(20);
    }
}
