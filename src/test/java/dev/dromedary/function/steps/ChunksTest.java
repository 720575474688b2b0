package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChunksTest {

    @Property
    void shouldKeepAllInOrderWithinTheLimits(
            @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        int mostBytes = 25;

        List<List<Integer>> chunks = Chunks.of(sizes, most, mostBytes, size -> size);

        assertThat(chunks.stream().flatMap(List::stream).toList()).isEqualTo(sizes);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk).isNotEmpty().hasSizeLessThanOrEqualTo(most);
            assertThat(chunk.stream().mapToInt(size -> size).sum()).isLessThanOrEqualTo(mostBytes);
        });
        for (int i = 1; i < chunks.size(); i++) {
            List<Integer> before = chunks.get(i - 1);
            int together =
                    before.stream().mapToInt(size -> size).sum() + chunks.get(i).get(0);
            assertThat(before.size() == most || together > mostBytes).isTrue();
        }
    }

    @Property
    void shouldGiveAnEntryACallOfItsOwn_whenItIsLargerThanTheLimit(@ForAll @IntRange(min = 26, max = 99) int large) {
        assertThat(Chunks.of(List.of(1, large, 1), 10, 25, size -> size))
                .containsExactly(List.of(1), List.of(large), List.of(1));
    }
}
